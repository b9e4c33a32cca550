import clsx from "clsx";
import type { ReactNode } from "react";
import { type Tone, toneOutline, toneSoft } from "./tone";

type Props = {
  tone: Tone;
  icon: ReactNode;
  label: string;
  /** outlined instead of filled */
  isOutlined?: boolean;
  /** the icon turns: something is under way */
  isMoving?: boolean;
  /** the reason, on hover */
  title?: string;
};

/** Icon, word and tone: the one way a status is shown. */
export function StatusBadge({ tone, icon, label, isOutlined, isMoving, title }: Props) {
  return (
    <span
      title={title ?? label}
      className={clsx(
        "marked inline-flex h-5 max-w-full items-center gap-1 rounded border px-1.5 align-middle text-xs font-semibold whitespace-nowrap [&_svg]:size-3.5",
        isOutlined ? toneOutline[tone] : toneSoft[tone],
        isMoving && "[&_svg]:animate-spin",
      )}
    >
      {icon}
      <span className="truncate">{label}</span>
    </span>
  );
}
