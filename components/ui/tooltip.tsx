import { type ReactNode, useId } from "react";

/**
 * A short text on hover and on focus; TooltipLayer shows it. What can only be learnt here is lost on touch: say nothing
 * essential in it.
 */
export function Tooltip({ content, children }: { content: string; children: ReactNode }) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must reach the explanation too
    <span tabIndex={0} data-tooltip={content} aria-describedby={id} className="rounded">
      {children}
      <span id={id} hidden>
        {content}
      </span>
    </span>
  );
}
