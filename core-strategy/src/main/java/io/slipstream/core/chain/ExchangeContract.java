package io.slipstream.core.chain;

/**
 * An exchange whose fills are followed.
 *
 * @param name for people, such as {@code ctf-v2}
 */
public record ExchangeContract(String name, Address address, EventLayout layout) {}
