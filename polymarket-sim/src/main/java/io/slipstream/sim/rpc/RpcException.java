package io.slipstream.sim.rpc;

/** A JSON-RPC error with its code. */
final class RpcException extends RuntimeException {

    static final int PARSE = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int UNKNOWN_METHOD = -32601;
    static final int BAD_PARAMETERS = -32602;
    static final int LIMIT = -32005;
    static final int SERVER = -32000;

    private final int code;

    RpcException(int code, String message) {
        super(message);
        this.code = code;
    }

    int code() {
        return code;
    }

    String text() {
        String message = getMessage();
        return message == null ? "error" : message;
    }
}
