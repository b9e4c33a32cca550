/** Stands in for what is not here yet; seen only after 200 ms, takes its place from the first moment. */
export function Skeleton({ width = "100%", height = 20 }: { width?: number | string; height?: number | string }) {
  return <span aria-hidden className="block animate-appear rounded bg-pressed" style={{ width, height }} />;
}

export function SkeletonGrid({ rows = 12 }: { rows?: number }) {
  return (
    <div aria-hidden className="animate-appear rounded border border-line bg-surface">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without identity
        <div key={row} className="flex h-9 items-center gap-6 border-b border-line px-4 last:border-0">
          <Skeleton width="30%" height={12} />
          <Skeleton width="15%" height={12} />
          <Skeleton width="10%" height={12} />
        </div>
      ))}
    </div>
  );
}
