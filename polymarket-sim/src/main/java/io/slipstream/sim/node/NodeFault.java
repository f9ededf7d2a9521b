package io.slipstream.sim.node;

import io.slipstream.sim.chain.Branch;
import io.slipstream.sim.lapse.Share;

/** A way in which a node errs; each kind is on once at most per node. */
public sealed interface NodeFault {

    /**
     * Pushed logs are left out, heads are not.
     *
     * @param share of the logs
     */
    record LoseLogs(Share share) implements NodeFault {}

    /**
     * Subscription frames come twice, the second time behind some others.
     *
     * @param share of the frames
     */
    record DuplicateFrames(Share share) implements NodeFault {}

    /**
     * Subscription frames are held back behind some others.
     *
     * @param share of the frames
     */
    record ReorderFrames(Share share) implements NodeFault {}

    /**
     * Garbage is sent beside subscription frames.
     *
     * @param share of the frames that have garbage beside them
     */
    record GarbageFrames(Share share) implements NodeFault {}

    /**
     * Wide eth_getLogs are refused.
     *
     * @param blocks widest range
     * @param code of the error
     * @param message of the error
     */
    record MaxRange(int blocks, int code, String message) implements NodeFault {}

    /**
     * Long answers of eth_getLogs are refused.
     *
     * @param count longest answer
     */
    record MaxResults(int count) implements NodeFault {}

    /**
     * Wide eth_getLogs find nothing, without an error.
     *
     * @param blocks widest range that is answered right
     */
    record EmptyWide(int blocks) implements NodeFault {}

    /**
     * Answers of eth_getLogs are cut off, without an error.
     *
     * @param count how many logs are left
     */
    record TruncateResults(int count) implements NodeFault {}

    /**
     * The newest blocks are not known yet.
     *
     * @param blocks how many
     */
    record Behind(int blocks) implements NodeFault {}

    /**
     * The newest blocks are others than the chain's.
     *
     * @param branch the other blocks
     */
    record Fork(Branch branch) implements NodeFault {}

    /**
     * It says that it belongs to another chain.
     *
     * @param chainId of that chain
     */
    record WrongChain(int chainId) implements NodeFault {}

    /** Logs carry no time of their block. */
    record NoTimestamps() implements NodeFault {}
}
