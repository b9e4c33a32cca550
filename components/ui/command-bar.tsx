"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Button } from "./button";

type Props = {
  children?: ReactNode;
  end?: ReactNode;
  /** on a phone only the first command and the search are seen until one asks for the rest; what is marked `data-always` too */
  isFolded?: boolean;
};

/** Actions at the left, what shapes the list at the right; wraps, never scrolls. */
export function CommandBar({ children, end, isFolded = false }: Props) {
  const t = useTranslations("ui");
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <div
      id={id}
      data-chrome
      data-folded={isFolded && !isOpen ? "" : undefined}
      className="command-bar flex flex-wrap items-center gap-2"
    >
      {children}
      {isFolded && (
        <span data-always className="ms-auto sm:hidden">
          <Button
            appearance="subtle"
            icon={<Ellipsis aria-hidden />}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            {t(isOpen ? "fewer" : "more")}
          </Button>
        </span>
      )}
      {end && (
        <div
          data-always
          className="command-bar-end flex flex-wrap items-center gap-2 max-sm:w-full sm:ms-auto sm:justify-end"
        >
          {end}
        </div>
      )}
    </div>
  );
}
