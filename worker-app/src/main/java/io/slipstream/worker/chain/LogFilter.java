package io.slipstream.worker.chain;

import io.slipstream.core.chain.Address;
import io.slipstream.core.chain.ExchangeContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which logs are asked for: fills of these exchanges whose maker topic is a leader (protocol reference 1.3). */
record LogFilter(List<ExchangeContract> exchanges, List<Address> leaders) {

    LogFilter {
        exchanges = List.copyOf(exchanges);
        leaders = leaders.stream().sorted().toList();
    }

    static LogFilter of(List<ExchangeContract> exchanges, Collection<Address> leaders) {
        return new LogFilter(exchanges, List.copyOf(leaders));
    }

    Set<Address> exchangeAddresses() {
        return exchanges.stream().map(ExchangeContract::address).collect(Collectors.toUnmodifiableSet());
    }

    /** The filter's JSON; the positions of the topics are event, order hash (any), maker. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "address",
                exchanges.stream().map(exchange -> exchange.address().hex()).toList());
        List<Object> topics = new ArrayList<>();
        topics.add(exchanges.stream()
                .map(exchange -> exchange.layout().topic0())
                .distinct()
                .toList());
        topics.addAll(Arrays.asList(null, leaders.stream().map(Address::toTopic).toList()));
        json.put("topics", topics);
        return json;
    }

    Map<String, Object> toJson(long fromBlock, long toBlock) {
        Map<String, Object> json = toJson();
        json.put("fromBlock", RpcJson.quantity(fromBlock));
        json.put("toBlock", RpcJson.quantity(toBlock));
        return json;
    }
}
