import clsx from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type Tone, toneFramed, toneText } from "./tone";

export type MessageTone = "info" | "success" | "warning" | "error";

const looks: Record<MessageTone, { tone: Tone; Icon: typeof Info }> = {
  info: { tone: "blue", Icon: Info },
  success: { tone: "green", Icon: CircleCheck },
  warning: { tone: "amber", Icon: TriangleAlert },
  error: { tone: "red", Icon: CircleAlert },
};

type Props = { tone: MessageTone; title?: ReactNode; children?: ReactNode; actions?: ReactNode };

/** What happened, what it means for the data, what to do. */
export function MessageBar({ tone, title, children, actions }: Props) {
  const t = useTranslations("ui.messageTone");
  const { tone: colour, Icon } = looks[tone];
  return (
    <div
      role={tone === "error" ? "alert" : "status"}
      className={clsx("flex flex-wrap items-start gap-x-3 gap-y-2 rounded border px-3 py-2", toneFramed[colour])}
    >
      <Icon role="img" aria-label={t(tone)} className={clsx("mt-0.5 size-4", toneText[colour])} />
      <div className="min-w-0 flex-1 basis-60 wrap-break-word">
        {title && <strong>{title}</strong>}
        {title && children ? " " : null}
        {children}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}
