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

/** Icon, word and tone: the one way a status is shown. In a list it has a second line where one does not do. */
export function StatusBadge({ tone, icon, label, isOutlined, isMoving, title }: Props) {
  return (
    <span
      title={title ?? label}
      className={clsx(
        "marked inline-flex min-h-5 max-w-full items-center gap-1 rounded border px-1.5 align-middle text-xs font-semibold [&_svg]:size-3.5 [&_svg]:shrink-0",
        isOutlined ? toneOutline[tone] : toneSoft[tone],
        isMoving && "[&_svg]:animate-spin",
      )}
    >
      {icon}
      <span className="badge-label">{label}</span>
    </span>
  );
}
