import { X } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

type Props = { children: ReactNode /** where the list goes without it */; removeHref?: string; removeLabel?: string };

export function Chip({ children, removeHref, removeLabel }: Props) {
  return (
    <span className="inline-flex h-6 max-w-full items-center rounded border border-line bg-selected text-xs">
      <span className="truncate px-2">{children}</span>
      {removeHref && (
        <Link
          href={removeHref}
          scroll={false}
          aria-label={removeLabel}
          className="flex size-6 shrink-0 items-center justify-center rounded hover:bg-pressed"
        >
          <X aria-hidden className="size-3" />
        </Link>
      )}
    </span>
  );
}
