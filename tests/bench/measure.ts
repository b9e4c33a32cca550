/** In milliseconds, of so many calls; the first one, which fills caches, is not counted. */
export async function medianMs(rounds: number, work: () => Promise<unknown>): Promise<number> {
  await work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? 0;
}

export type Measured = { what: string; ms: number; ratio: number; limit: number };

/** As it goes into docs/performance.md. */
export function toTable(floor: string, rows: readonly Measured[]): string {
  const lines = rows.map(
    ({ what, ms, ratio, limit }) => `| ${what} | ${ms.toFixed(2)} ms | ${ratio.toFixed(1)} | ${limit} |`,
  );
  return [`| ${floor} | median | ratio | limit |`, "| --- | ---: | ---: | ---: |", ...lines].join("\n");
}
