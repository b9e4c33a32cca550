"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

/**
 * Shared by Tooltip and IconButton. Esc takes the tooltip away and goes on to what is open under it: one press closes a dialog
 * whose button shows its tooltip.
 */
export function TooltipRoot({ children }: { children: ReactNode }) {
  return (
    <Base.Root onOpenChange={(_, details) => details.reason === "escape-key" && details.allowPropagation()}>
      {children}
    </Base.Root>
  );
}

/** What opens; shared by Tooltip and IconButton. */
export function TooltipPopup({ children }: { children: ReactNode }) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={6} className="z-50">
        <Base.Popup className="floating max-w-80 px-2 py-1 text-xs text-ink">{children}</Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

/**
 * A short text on hover and on focus. What can only be learnt here is lost on touch: say nothing essential in it.
 * @param trigger replaces the focusable span around the children; only from client components
 */
export function Tooltip({
  content,
  children,
  trigger,
}: {
  content: ReactNode;
  children?: ReactNode;
  trigger?: ReactElement;
}) {
  return (
    <TooltipRoot>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must reach the explanation too */}
      <Base.Trigger render={trigger ?? <span tabIndex={0} className="rounded" />}>{children}</Base.Trigger>
      <TooltipPopup>{content}</TooltipPopup>
    </TooltipRoot>
  );
}
