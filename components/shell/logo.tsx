/** A seat: back, cushion, legs. */
export function Logo({ size = 20 }: { size?: number }) {
  return (
    <svg aria-hidden data-logo width={size} height={size} viewBox="0 0 20 20" fill="none">
      <rect width="20" height="20" rx="4" fill="var(--color-brand)" />
      <path
        d="M7 4.5v7h5.5a1 1 0 0 1 1 1v3M7 11.5v4"
        stroke="var(--color-on-brand)"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
