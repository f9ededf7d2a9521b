// A careful watcher on viem: a socket that is made anew half a second after it is lost or silent, getLogs from a little
// before the last block that was read after every subscription and every two seconds, at most ten blocks a call, each tried
// until it works; every fill once. Arguments: the simulator's address, the node's, a file with the followed wallets, the
// file for "place nanoseconds" of each fill, for how many seconds.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createPublicClient, http, parseAbiItem, webSocket } from 'viem';
import { polygon } from 'viem/chains';

const [base, node, leadersFile, out, secondsText] = process.argv.slice(2);
const leaders = readFileSync(leadersFile, 'utf8').trim().split('\n');
const status = await (await fetch(`${base}/sim/status`)).json();
const address = [status.exchange, status.negRiskExchange];
const event = parseAbiItem(
  'event OrderFilled(bytes32 indexed orderHash, address indexed maker, address indexed taker, uint8 side, ' +
    'uint256 tokenId, uint256 makerAmountFilled, uint256 takerAmountFilled, uint256 fee, bytes32 builder, bytes32 metadata)',
);
const WIDEST = 10n;
const OVERLAP = 5n;
const SILENCE_MILLIS = 5_000;
const PAUSE_MILLIS = 500;
const POLL_MILLIS = 2_000;
const seen = new Set();
const asked = createPublicClient({ chain: polygon, transport: http(node, { retryCount: 0, timeout: 5_000 }) });
const sleep = (millis) => new Promise((resolve) => setTimeout(resolve, millis));
let readTo = 0n;
let reading = false;
let again = false;

writeFileSync(out, '');

function take(logs) {
  const now = process.hrtime.bigint();
  for (const log of logs) {
    const place = `${log.transactionHash}:${log.logIndex}`;
    if (!log.removed && !seen.has(place)) {
      seen.add(place);
      appendFileSync(out, `${place} ${now}\n`);
    }
  }
}

async function surely(work) {
  for (;;) {
    try {
      return await work();
    } catch {
      await sleep(PAUSE_MILLIS);
    }
  }
}

async function backfill() {
  if (reading) {
    again = true;
    return;
  }
  reading = true;
  do {
    again = false;
    const head = await surely(() => asked.getBlockNumber({ cacheTime: 0 }));
    let from = readTo === 0n ? head : readTo - OVERLAP;
    while (from <= head) {
      const to = from + WIDEST - 1n < head ? from + WIDEST - 1n : head;
      take(await surely(() => asked.getLogs({ address, event, args: { maker: leaders }, fromBlock: from, toBlock: to, strict: true })));
      from = to + 1n;
    }
    readTo = head;
  } while (again);
  reading = false;
}

async function watch() {
  for (;;) {
    await new Promise((lost) => {
      let heard = Date.now();
      const live = createPublicClient({
        chain: polygon,
        transport: webSocket(node.replace('http', 'ws'), { reconnect: false, retryCount: 0, timeout: 5_000 }),
      });
      const stops = [];
      const timer = setInterval(() => Date.now() - heard > SILENCE_MILLIS && end(), PAUSE_MILLIS);
      const end = () => {
        clearInterval(timer);
        stops.forEach((stop) => stop());
        live.transport.getRpcClient().then((client) => client.close(), () => {});
        lost();
      };
      stops.push(live.watchEvent({ address, event, args: { maker: leaders }, strict: true, onLogs: (logs) => ((heard = Date.now()), take(logs)), onError: end }));
      stops.push(live.watchBlockNumber({ onBlockNumber: () => (heard = Date.now()), onError: end }));
      live.transport.getRpcClient().then((client) => client.socket.addEventListener('close', end), end);
      backfill();
    });
    await sleep(PAUSE_MILLIS);
  }
}

process.on('unhandledRejection', () => {});
process.on('uncaughtException', () => {});
setTimeout(() => process.exit(0), Number(secondsText) * 1_000);
setInterval(backfill, POLL_MILLIS);
watch();
