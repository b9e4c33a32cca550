import clsx from "clsx";
import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";

type Props = {
  /** what it does; names it for readers and on its copy button */
  label: string;
  text: string;
  /** a script: as high as a part of the window, whole on paper */
  isLong?: boolean;
};

/** Lines to copy. They scroll inside, the page never sideways. */
export function CodeBlock({ label, text, isLong }: Props) {
  const t = useTranslations("ui");
  return (
    <figure className="flex min-w-0 flex-col rounded border border-line bg-surface">
      <figcaption className="flex min-h-8 items-center gap-2 border-b border-line ps-3 pe-1 text-xs text-muted">
        <span className="min-w-0 flex-1">{label}</span>
        <span className="print:hidden">
          <CopyButton value={text} label={`${t("copy")}: ${label}`} />
        </span>
      </figcaption>
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className={clsx(
          "overflow-auto px-3 py-2 -outline-offset-2 print:max-h-none print:overflow-visible",
          isLong && "max-h-[70dvh]",
        )}
      >
        <pre className="font-mono text-sm print:whitespace-pre-wrap">
          <code>{text}</code>
        </pre>
      </section>
    </figure>
  );
}
