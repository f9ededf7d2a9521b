package io.slipstream.core.money;

/**
 * The price grid of a market.
 *
 * @param size the distance between prices in ten-thousandths of a dollar, 1 to 1,000 (0.0001 to 0.1)
 */
public record Tick(int size) {

    /** Checks the range. */
    public Tick {
        if (size < 1 || size > 1_000) {
            throw new IllegalArgumentException("tick " + size + " is not between 0.0001 and 0.1");
        }
    }

    /** The nearest price on the grid that is not above this one, kept inside the market's bounds. */
    public int down(long price) {
        return clamp(Math.floorDiv(price, size) * size);
    }

    /** The nearest price on the grid that is not below this one, kept inside the market's bounds. */
    public int up(long price) {
        return clamp(Math.ceilDiv(price, size) * size);
    }

    /** Whether an order may have this price: on the grid, from one tick to one dollar less one tick (reference 3.4). */
    public boolean allows(int price) {
        return price >= size && price <= Price.ONE - size && price % size == 0;
    }

    private int clamp(long price) {
        return Math.clamp(price, size, Price.ONE - size);
    }
}
