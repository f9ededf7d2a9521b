package io.slipstream.benchmarks.wire;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One connection to a {@link PushingNode}: WebSocket as far as it is needed, without extensions. Written to by one thread. */
public final class Subscriber implements AutoCloseable {

    private static final String LOGS = "0x1095";
    private static final String HEADS = "0xead5";
    private static final String ACCEPT_SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int FINAL = 0x80;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int SHORTEST_MEDIUM = 126;
    private static final int LONGEST_MEDIUM = 0xffff;

    private final String name;
    private final DataInputStream in;
    private final OutputStream out;
    private final JsonMapper json = new JsonMapper();
    private final LogText log = LogText.pushed(LOGS);
    private byte[] frame = {};
    private volatile boolean wantsLogs;
    private volatile boolean wantsHeads;

    private Subscriber(String name, DataInputStream in, OutputStream out) {
        this.name = name;
        this.in = in;
        this.out = out;
    }

    /** Answers the request for a WebSocket. */
    static Subscriber greet(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        String path = line(in).split(" ", -1)[1];
        String key = "";
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
                key = header.substring(header.indexOf(':') + 1).strip();
            }
        }
        OutputStream out = socket.getOutputStream();
        out.write(
                ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                                + accept(key) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return new Subscriber(path.substring(1), in, out);
    }

    /** What the path called it. */
    public String name() {
        return name;
    }

    boolean wantsLogs() {
        return wantsLogs;
    }

    /** Pushes a log. The moment is taken when nothing is left to do but the write. */
    public void pushLog(LogStream.Entry entry) throws IOException {
        log.of(entry.number(), entry.maker(), entry.block());
        if (frame.length == 0) {
            frame = framed(TEXT, log.bytes());
        }
        byte[] text = log.writtenAt(System.nanoTime()).bytes();
        synchronized (out) {
            System.arraycopy(text, 0, frame, frame.length - text.length, text.length);
            out.write(frame);
        }
    }

    /** Pushes a head to whoever wants heads. */
    public void pushHead(long block) throws IOException {
        if (wantsHeads) {
            send(TEXT, """
                    {"jsonrpc":"2.0","method":"eth_subscription","params":{"subscription":"%s","result":{"number":"0x%x",\
                    "hash":"%s","parentHash":"%s","timestamp":"0x%x"}}}""".formatted(
                            HEADS,
                            block,
                            LogText.blockHash(block),
                            LogText.blockHash(block - 1),
                            LogText.FIRST_TIME + (block - LogText.FIRST_BLOCK) * 7 / 4));
        }
    }

    /** Reads and answers until the connection ends. */
    void serve() throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte() & 15;
            byte[] payload = payload();
            switch (opcode) {
                case TEXT -> answer(json.readTree(payload));
                case PING -> send(PONG, new String(payload, StandardCharsets.UTF_8));
                case CLOSE -> {
                    return;
                }
                default -> {} // a pong
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void answer(JsonNode request) throws IOException {
        String method = request.path("method").asString("");
        String kind = request.path("params").path(0).asString("");
        String result = switch (method) {
            case "eth_chainId" -> "\"0x89\"";
            case "net_version" -> "\"137\"";
            case "eth_subscribe" -> kind.equals("logs") ? "\"" + LOGS + "\"" : "\"" + HEADS + "\"";
            default -> "null";
        };
        send(
                TEXT,
                "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}"
                        .formatted(request.path("id").asString("null"), result));
        if (method.equals("eth_subscribe")) {
            wantsLogs |= kind.equals("logs");
            wantsHeads |= kind.equals("newHeads");
        }
    }

    private byte[] payload() throws IOException {
        int second = in.readUnsignedByte();
        long length = second & 0x7f;
        if (length == SHORTEST_MEDIUM) {
            length = in.readUnsignedShort();
        } else if (length > SHORTEST_MEDIUM) {
            length = in.readLong();
        }
        byte[] mask = in.readNBytes((second & FINAL) == 0 ? 0 : 4);
        byte[] payload = in.readNBytes(Math.toIntExact(length));
        for (int i = 0; i < payload.length && mask.length > 0; i++) {
            payload[i] ^= mask[i & 3];
        }
        return payload;
    }

    private void send(int opcode, String text) throws IOException {
        synchronized (out) {
            out.write(framed(opcode, text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static byte[] framed(int opcode, byte[] payload) {
        if (payload.length > LONGEST_MEDIUM) {
            throw new IllegalArgumentException("too long for this node: " + payload.length);
        }
        int head = payload.length < SHORTEST_MEDIUM ? 2 : 4;
        byte[] frame = new byte[head + payload.length];
        frame[0] = (byte) (FINAL | opcode);
        if (head == 2) {
            frame[1] = (byte) payload.length;
        } else {
            frame[1] = SHORTEST_MEDIUM;
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        }
        System.arraycopy(payload, 0, frame, head, payload.length);
        return frame;
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1").digest((key + ACCEPT_SALT).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
