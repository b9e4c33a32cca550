"use client";

import clsx from "clsx";
import {
  Activity,
  BookOpenCheck,
  Braces,
  ChartColumnBig,
  Cloud,
  ContactRound,
  Cpu,
  KeyRound,
  KeySquare,
  LayoutDashboard,
  ListTodo,
  type LucideIcon,
  Package,
  ScrollText,
  UserCog,
} from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { NumberText } from "@/components/ui/number";
import { type NavigationCounts, type NavigationKey, navigation } from "./navigation";

const icons: Record<NavigationKey, LucideIcon> = {
  overview: LayoutDashboard,
  compliance: ChartColumnBig,
  products: Package,
  licences: KeyRound,
  contacts: ContactRound,
  monitor: Activity,
  workers: Cpu,
  audit: ScrollText,
  microsoft365: Cloud,
  serverTasks: ListTodo,
  users: UserCog,
  apiTokens: KeySquare,
  prepareEntra: BookOpenCheck,
  restApi: Braces,
};

export type NavigationListProps = { visible?: readonly NavigationKey[]; counts?: NavigationCounts };

/** Collapses to icons by the `data-navigation` attribute of the shell around it; in the drawer there is none. */
export function NavigationList({ visible, counts = {} }: NavigationListProps) {
  const t = useTranslations("shell.navigation");
  const pathname = usePathname();
  const wideOnly = "group-data-[navigation=collapsed]/shell:hidden";
  return (
    <ul className="flex flex-col gap-3 px-2 py-3">
      {navigation.map((group) => {
        const entries = group.entries.filter(({ key }) => !visible || visible.includes(key));
        if (entries.length === 0) return null;
        return (
          <li key={group.key}>
            {group.key !== "overview" && (
              <div id={`navigation-${group.key}`} className={clsx("truncate px-2 pb-1 text-xs text-muted", wideOnly)}>
                {t(group.key)}
              </div>
            )}
            <ul aria-label={t(group.key)} className="flex flex-col">
              {entries.map(({ key, href }) => {
                const Icon = icons[key];
                const isHere = pathname === href || pathname.startsWith(`${href}/`);
                const count = counts[key] ?? 0;
                return (
                  <li key={key}>
                    <Link
                      href={href}
                      title={t(key)}
                      aria-current={isHere ? "page" : undefined}
                      className={clsx(
                        "relative flex h-9 items-center gap-3 rounded px-2 hover:bg-hover",
                        isHere &&
                          "bg-pressed font-semibold before:absolute before:inset-y-2 before:left-0 before:w-0.75 before:rounded-xs before:bg-brand",
                      )}
                    >
                      <Icon aria-hidden className={clsx("size-4.5", isHere ? "text-brand" : "text-muted")} />
                      <span className="min-w-0 flex-1 truncate group-data-[navigation=collapsed]/shell:sr-only">
                        {t(key)}
                      </span>
                      {count > 0 && (
                        <span
                          className="rounded bg-red-soft px-1.5 text-xs font-semibold text-red group-data-[navigation=collapsed]/shell:absolute group-data-[navigation=collapsed]/shell:top-0 group-data-[navigation=collapsed]/shell:left-4 group-data-[navigation=collapsed]/shell:px-1"
                          title={t("count", { count })}
                        >
                          <NumberText value={count} />
                        </span>
                      )}
                    </Link>
                  </li>
                );
              })}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}
