import clsx from "clsx";

const tailLength = 6;

/** One line of something whose end tells it apart, such as an id: where it does not fit, the middle is left out. */
export function MiddleCut({ value, className }: { value: string; className?: string }) {
  return (
    <span title={value} className={clsx("flex min-w-0 whitespace-pre", className)}>
      <span className="truncate">{value.slice(0, -tailLength)}</span>
      <span className="shrink-0">{value.slice(-tailLength)}</span>
    </span>
  );
}
