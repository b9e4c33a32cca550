import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

const NAMES_SHOWN = 5;

type Props<Each> = { title: ReactNode; each: readonly Each[]; children: (one: Each) => ReactNode };

/** Up to five by their names, and how many more; each with what is said of it. */
export function DeletionNames<Each extends { id: number }>({ title, each, children }: Props<Each>) {
  const t = useTranslations("ui.selection");
  const more = each.length - NAMES_SHOWN;
  return (
    <div>
      <p>{title}</p>
      <ul className="list-disc ps-5">
        {each.slice(0, NAMES_SHOWN).map((one) => (
          <li key={one.id} className="wrap-break-word">
            {children(one)}
          </li>
        ))}
        {more > 0 && <li className="text-muted">{t("more", { count: more })}</li>}
      </ul>
    </div>
  );
}
