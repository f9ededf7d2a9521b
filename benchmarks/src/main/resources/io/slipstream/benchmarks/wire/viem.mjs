// viem's own subscription: from the node's write to a decoded fill of a followed wallet. Arguments: the node's URL, a file
// with the followed wallets, the first log that counts, how many there are, the file for the latencies in nanoseconds.
import { readFileSync, writeFileSync } from 'node:fs';
import { createPublicClient, parseAbiItem, webSocket } from 'viem';
import { polygon } from 'viem/chains';

const [url, leadersFile, firstText, totalText, out] = process.argv.slice(2);
const first = Number(firstText);
const total = Number(totalText);
const leaders = new Set(readFileSync(leadersFile, 'utf8').split('\n'));
const latencies = new Float64Array(total - first);
let fills = 0;

const client = createPublicClient({ chain: polygon, transport: webSocket(url, { reconnect: false }) });
client.watchEvent({
  address: '0xe111180000d2663c0091e4f400237545b87b996b',
  event: parseAbiItem(
    'event OrderFilled(bytes32 indexed orderHash, address indexed maker, address indexed taker, uint8 side, ' +
      'uint256 tokenId, uint256 makerAmountFilled, uint256 takerAmountFilled, uint256 fee, bytes32 builder, bytes32 metadata)',
  ),
  strict: true,
  onLogs: (logs) => {
    for (const log of logs) {
      if (!leaders.has(log.args.maker.toLowerCase())) {
        continue;
      }
      const buys = log.args.side === 0;
      const fill = {
        exchange: log.address,
        block: log.blockNumber,
        blockHash: log.blockHash,
        tx: log.transactionHash,
        logIndex: log.logIndex,
        order: log.args.orderHash,
        maker: log.args.maker,
        taker: log.args.taker,
        token: log.args.tokenId,
        side: buys ? 'BUY' : 'SELL',
        shares: buys ? log.args.takerAmountFilled : log.args.makerAmountFilled,
        usdc: buys ? log.args.makerAmountFilled : log.args.takerAmountFilled,
        fee: log.args.fee,
      };
      take(fill, process.hrtime.bigint());
    }
  },
  onError: (error) => {
    console.error(error);
    process.exit(1);
  },
});

function take(fill, now) {
  const number = Number(`0x${fill.tx.slice(2, 18)}`);
  if (number >= first) {
    latencies[number - first] = Number(now - BigInt(`0x${fill.tx.slice(18, 34)}`));
    fills += 1;
  }
  if (number === total - 1) {
    writeFileSync(out, latencies.join('\n') + '\n');
    process.exit(fills === total - first ? 0 : 1);
  }
}
