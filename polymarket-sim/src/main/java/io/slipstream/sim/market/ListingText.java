package io.slipstream.sim.market;

/**
 * What people read about a market.
 *
 * @param id Gamma's number
 * @param questionId 0x-prefixed 32 bytes
 * @param question the question
 * @param slug readable identifier
 * @param groupItemTitle short name inside a group, or empty
 * @param yesLabel name of the first outcome
 * @param noLabel name of the second outcome
 * @param description the rules
 */
public record ListingText(
        int id,
        String questionId,
        String question,
        String slug,
        String groupItemTitle,
        String yesLabel,
        String noLabel,
        String description) {}
