import clsx from "clsx";
import Link from "next/link";
import { KeepInView } from "./keep-in-view";
import { NumberText } from "./number";

export type Tab = { key: string; label: string; href: string; count?: number };

/** Tabs that are places: each has its address, the back button works, no script. */
export function Tabs({ label, tabs, current }: { label: string; tabs: readonly Tab[]; current: string }) {
  return (
    <nav aria-label={label} className="border-b border-line">
      <ul className="relative -mb-px flex gap-1 overflow-x-auto">
        {tabs.map((tab) => (
          <li key={tab.key}>
            <Link
              href={tab.href}
              scroll={false}
              aria-current={tab.key === current ? "page" : undefined}
              className={clsx(
                "flex h-10 items-center gap-1.5 border-b-2 px-2 whitespace-nowrap -outline-offset-2",
                tab.key === current
                  ? "border-brand font-semibold"
                  : "border-transparent text-muted hover:border-control hover:text-ink",
              )}
            >
              {tab.label}
              {tab.key === current && <KeepInView />}
              {tab.count !== undefined && (
                <span className="text-xs font-normal text-muted">
                  <NumberText value={tab.count} />
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
