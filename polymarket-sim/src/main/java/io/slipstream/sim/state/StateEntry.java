package io.slipstream.sim.state;

import io.slipstream.sim.chain.Reorganisation;
import io.slipstream.sim.venue.Timeline.Segment;
import io.slipstream.sim.venue.VenueParameters;
import io.slipstream.sim.wire.Json;
import tools.jackson.databind.JsonNode;

/** One line of the journal. */
public sealed interface StateEntry {

    /** Version of the journal and of everything that decides the market; a change needs a new journal. */
    int FORMAT = 3;

    /** The entry as one line of JSON. */
    String line();

    /**
     * The first line: what decides the market.
     *
     * @param parameters the parameters
     */
    record Header(VenueParameters parameters) implements StateEntry {

        @Override
        public String line() {
            return Json.write(Json.object()
                    .put("format", FORMAT)
                    .put("seed", parameters.seed())
                    .put("speed", parameters.speed())
                    .put("blockMillis", parameters.blockMillis())
                    .put("markets", parameters.markets())
                    .put("finalityBlocks", parameters.finalityBlocks()));
        }
    }

    /**
     * A run began.
     *
     * @param segment its step and wall-clock time
     */
    record RunBegan(Segment segment) implements StateEntry {

        @Override
        public String line() {
            return Json.write(Json.object().put("run", segment.step()).put("wallMillis", segment.wallMillis()));
        }
    }

    /**
     * A block was about to be published.
     *
     * @param number its height
     * @param step its step
     * @param hash its hash
     */
    record BlockMined(long number, long step, String hash) implements StateEntry {

        @Override
        public String line() {
            return Json.write(
                    Json.object().put("block", number).put("step", step).put("hash", hash));
        }
    }

    /**
     * The last blocks were about to be replaced.
     *
     * @param step after which step
     * @param reorganisation how
     * @param headHash hash of the new head
     */
    record Reorganised(long step, Reorganisation reorganisation, String headHash) implements StateEntry {

        @Override
        public String line() {
            return Json.write(Json.object()
                    .put("reorg", reorganisation.depth())
                    .put("move", reorganisation.movePercent())
                    .put("lose", reorganisation.losePercent())
                    .put("change", reorganisation.changePercent())
                    .put("step", step)
                    .put("hash", headHash));
        }
    }

    /**
     * The next matches of leaders settle on an exchange that nobody declared.
     *
     * @param step after which step
     * @param count how many
     * @param conditionalTokens whether it moves tokens that everybody knows
     */
    record SettleUnknown(long step, int count, boolean conditionalTokens) implements StateEntry {

        @Override
        public String line() {
            return Json.write(Json.object()
                    .put("settleUnknown", count)
                    .put("conditionalTokens", conditionalTokens)
                    .put("step", step));
        }
    }

    /**
     * Fees are other than the markets' terms say from now on.
     *
     * @param step after which step
     * @param rate what is added to every rate, in 1/10,000
     */
    record FeesDrifted(long step, int rate) implements StateEntry {

        @Override
        public String line() {
            return Json.write(Json.object().put("feeDrift", rate).put("step", step));
        }
    }

    /**
     * Reads one line.
     *
     * @throws StateException when it is none of the six
     */
    static StateEntry parse(String line) {
        try {
            JsonNode node = Json.read(line);
            if (node.has("format")) {
                if (node.get("format").asInt() != FORMAT) {
                    throw new StateException("it has format " + node.get("format") + ", this version writes " + FORMAT);
                }
                return new Header(new VenueParameters(
                        node.required("seed").asLong(),
                        node.required("speed").asDouble(),
                        node.required("blockMillis").asInt(),
                        node.required("markets").asInt(),
                        node.required("finalityBlocks").asInt()));
            }
            if (node.has("run")) {
                return new RunBegan(new Segment(
                        node.get("run").asLong(), node.required("wallMillis").asLong()));
            }
            long step = node.required("step").asLong();
            if (node.has("settleUnknown")) {
                return new SettleUnknown(
                        step,
                        node.get("settleUnknown").asInt(),
                        node.required("conditionalTokens").asBoolean());
            }
            if (node.has("feeDrift")) {
                return new FeesDrifted(step, node.get("feeDrift").asInt());
            }
            String hash = node.required("hash").asString();
            if (node.has("block")) {
                return new BlockMined(node.get("block").asLong(), step, hash);
            }
            Reorganisation reorganisation = new Reorganisation(
                    node.required("reorg").asInt(),
                    true,
                    node.required("move").asInt(),
                    node.required("lose").asInt(),
                    node.required("change").asInt());
            return new Reorganised(step, reorganisation, hash);
        } catch (IllegalArgumentException | tools.jackson.core.JacksonException e) {
            throw new StateException("it has a line that is no entry: " + line, e);
        }
    }
}
