// viem, unchanged, against the simulator: getLogs with an event and an argument filter, watchBlocks and watchEvent.
import assert from 'node:assert/strict';
import { createPublicClient, http, parseAbiItem, webSocket } from 'viem';
import { polygon } from 'viem/chains';

const base = process.argv[2];
const leaders = await (await fetch(`${base}/sim/leaders`)).json();
const status = await (await fetch(`${base}/sim/status`)).json();
const addresses = [status.exchange, status.negRiskExchange];
const orderFilled = parseAbiItem(
  'event OrderFilled(bytes32 indexed orderHash, address indexed maker, address indexed taker, uint8 side, ' +
    'uint256 tokenId, uint256 makerAmountFilled, uint256 takerAmountFilled, uint256 fee, bytes32 builder, bytes32 metadata)',
);

function within(millis, what, work) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what}: nothing within ${millis} ms`)), millis);
    work((value) => {
      clearTimeout(timer);
      resolve(value);
    }, reject);
  });
}

const client = createPublicClient({ chain: polygon, transport: http(`${base}/rpc`, { batch: true }) });
assert.equal(await client.getChainId(), 137);
const head = await client.getBlock();
const parent = await client.getBlock({ blockHash: head.parentHash, includeTransactions: true });
assert.equal(parent.number, head.number - 1n);
const finalized = await client.getBlock({ blockTag: 'finalized' });
assert.ok(finalized.number < head.number);

const fromBlock = BigInt(status.genesisBlock);
const logs = await client.getLogs({
  address: addresses,
  event: orderFilled,
  args: { maker: leaders.map((leader) => leader.address) },
  fromBlock,
  toBlock: finalized.number,
  strict: true,
});
const truth = await (
  await fetch(`${base}/sim/truth/fills?limit=10000&fromBlock=${fromBlock}&toBlock=${finalized.number}`)
).json();
assert.ok(logs.length > 0, 'no fills yet');
assert.equal(truth.next, undefined);
assert.deepEqual(
  logs.map((log) => [
    log.blockHash,
    log.transactionHash,
    log.logIndex,
    log.args.orderHash,
    log.args.maker.toLowerCase(),
    log.args.taker.toLowerCase(),
    log.args.tokenId.toString(),
    log.args.side === 0 ? 'BUY' : 'SELL',
    Number(log.args.side === 0 ? log.args.takerAmountFilled : log.args.makerAmountFilled),
    Number(log.args.side === 0 ? log.args.makerAmountFilled : log.args.takerAmountFilled),
    Number(log.args.fee),
  ]),
  truth.fills.map((fill) => [
    fill.blockHash,
    fill.txHash,
    fill.logIndex,
    fill.orderHash,
    fill.maker,
    fill.taker,
    fill.tokenId,
    fill.side,
    fill.loggedSharesMicros,
    fill.loggedUsdcMicros,
    fill.feeMicros,
  ]),
);
const receipt = await client.getTransactionReceipt({ hash: logs[0].transactionHash });
assert.equal(receipt.status, 'success');
assert.ok(receipt.logs.some((log) => log.logIndex === logs[0].logIndex));
const transaction = await client.getTransaction({ hash: logs[0].transactionHash });
assert.equal(transaction.blockNumber, logs[0].blockNumber);

const live = createPublicClient({ chain: polygon, transport: webSocket(`${base.replace('http', 'ws')}/rpc`) });
const blocks = await within(20_000, 'watchBlocks', (done, fail) => {
  const seen = [];
  const stop = live.watchBlocks({
    onBlock: (block) => {
      seen.push(block);
      if (seen.length === 3) {
        stop();
        done(seen);
      }
    },
    onError: fail,
  });
});
assert.equal(blocks[1].number, blocks[0].number + 1n);
assert.equal(blocks[2].parentHash, blocks[1].hash);

const events = await within(30_000, 'watchEvent', (done, fail) => {
  const seen = [];
  const stop = live.watchEvent({
    address: addresses,
    event: orderFilled,
    args: { maker: leaders.map((leader) => leader.address) },
    strict: true,
    onLogs: (batch) => {
      seen.push(...batch);
      if (seen.length >= 5) {
        stop();
        done(seen);
      }
    },
    onError: fail,
  });
});
assert.ok(events.every((event) => leaders.some((leader) => leader.address === event.args.maker.toLowerCase())));
console.log(`viem: ${logs.length} logs equal the truth, ${blocks.length} blocks and ${events.length} events watched`);
process.exit(0);
