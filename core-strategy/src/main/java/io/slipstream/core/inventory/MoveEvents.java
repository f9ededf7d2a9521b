package io.slipstream.core.inventory;

import java.util.Map;
import java.util.Set;

/** The events that tell of moves, by their first topic (protocol reference 1.2). */
public final class MoveEvents {

    /** ERC-1155: one token; operator, from and to are indexed. */
    public static final String TRANSFER_SINGLE = "0xc3d58168c5ae7397731d063d5bbf3d657854427343f4c083240f7aacaa2d0f62";

    /** ERC-1155: several tokens; operator, from and to are indexed. */
    public static final String TRANSFER_BATCH = "0x4a39dc06d4c0dbc64b70af90fd698a233a518aa5d07e595d983b8c0526c8f7fb";

    /** ERC-20; from and to are indexed. */
    public static final String TRANSFER = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

    private static final Map<String, InventoryKind> OPERATIONS = Map.of(
            "0x2e6bb91f8cbcda0c93623c54d0403a43514fabc40084ec96b6d5379a74786298", InventoryKind.SPLIT,
            "0x6f13ca62553fcc2bcd2372180a43949c1e4cebba603901ede2f4e14f36b282ca", InventoryKind.MERGE,
            "0x2682012a4a4f1973119f1c9b90745d1bd91fa2bab387344f044cb3586864d18d", InventoryKind.REDEEM,
            "0x9140a6a270ef945260c03894b3c6b3b2695e9d5101feef0ff24fec960cfd3224", InventoryKind.REDEEM,
            "0xb03d19dddbc72a87e735ff0ea3b57bef133ebe44e1894284916a84044deb367e", InventoryKind.CONVERT);

    private MoveEvents() {}

    /** The first topics of everything that moves tokens or collateral. */
    public static Set<String> moves() {
        return Set.of(TRANSFER_SINGLE, TRANSFER_BATCH, TRANSFER);
    }

    /** The first topics of what is done to positions. */
    static Map<String, InventoryKind> operations() {
        return OPERATIONS;
    }
}
