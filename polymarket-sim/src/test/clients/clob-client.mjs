// The venue's own TypeScript client, unchanged, against the simulator: time, books, tick size, market information.
import assert from 'node:assert/strict';
import { ClobClient } from '@polymarket/clob-client-v2';

const base = process.argv[2];
const client = new ClobClient({ host: `${base}/clob`, chain: 137, throwOnError: true });
const page = await (await fetch(`${base}/gamma/markets/keyset?limit=100`)).json();
assert.ok(page.markets.length >= 20);

assert.equal(await client.getOk(), 'OK');
assert.equal(await client.getVersion(), 2);
const time = await client.getServerTime();
assert.ok(Math.abs(time - Date.now() / 1000) < 60, `server time ${time}`);

let levels = 0;
for (const market of page.markets.slice(0, 5)) {
  const [yes, no] = JSON.parse(market.clobTokenIds);
  const book = await client.getOrderBook(yes);
  assert.equal(book.asset_id, yes);
  assert.equal(book.market, market.conditionId);
  assert.ok(book.bids.length > 0 && book.asks.length > 0);
  levels += book.bids.length + book.asks.length;
  const bids = book.bids.map((level) => Number(level.price));
  const asks = book.asks.map((level) => Number(level.price));
  assert.deepEqual(bids, bids.toSorted((a, b) => a - b));
  assert.deepEqual(asks, asks.toSorted((a, b) => b - a));
  assert.ok(bids.at(-1) < asks.at(-1));
  const given = book.hash;
  assert.equal(await client.getOrderBookHash(book), given);

  const books = await client.getOrderBooks([
    { token_id: yes, side: 'BUY' },
    { token_id: no, side: 'BUY' },
  ]);
  assert.deepEqual(books.map((each) => each.asset_id), [yes, no]);
  assert.equal(Number(await client.getTickSize(yes)), market.orderPriceMinTickSize);
  assert.equal(await client.getNegRisk(yes), market.negRisk);
  const midpoint = Number((await client.getMidpoint(yes)).mid);
  assert.ok(midpoint > 0 && midpoint < 1);
  const information = await client.getClobMarketInfo(market.conditionId);
  assert.deepEqual(information.t.map((token) => token.t), [yes, no]);
  assert.equal(information.mts, market.orderPriceMinTickSize);
  assert.equal(information.fd?.r ?? 0, market.feeSchedule?.rate ?? 0);
}
console.log(`clob-client-v2: ${page.markets.length} markets listed, 5 looked at, ${levels} levels in order`);
