"use client";

import clsx from "clsx";
import {
  Activity,
  ArrowRight,
  Cloud,
  ContactRound,
  KeyRound,
  List,
  type LucideIcon,
  Package,
  SquareTerminal,
} from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { Fragment, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { MessageBar } from "@/components/ui/message-bar";
import { useErrorText } from "@/lib/actions/use-error-text";
import { markedParts, matchByWords } from "@/lib/search/match";
import { type GroupKind, hrefOfAll, hrefOfHit, type SearchGroup } from "@/lib/search/results";
import { type Place, placesOf, type Reachable } from "./places";
import type { EarlyEnter, ListState, PressKey } from "./search-dialog";
import { unreachable, useSearch } from "./use-search";

/** Pages and commands stand before what the server finds: they must not push that out of sight. */
const PLACES_MAX = 6;

type Kind = GroupKind | "pages" | "commands";
const icons: Record<Kind, LucideIcon> = {
  pages: ArrowRight,
  commands: SquareTerminal,
  portals: Cloud,
  products: Package,
  licences: KeyRound,
  contacts: ContactRound,
  runs: Activity,
};

type Option = { key: string; href: string; name: string; detail?: string; isList?: boolean };
type Group = { kind: Kind; options: Option[] };

type Props = {
  listId: string;
  reachable: Reachable;
  /** cleaned */
  search: string;
  /** where the field finds what its keys do */
  pressKey: RefObject<PressKey | undefined>;
  /** Enter, pressed before this list was there; it is answered once */
  early: RefObject<EarlyEnter | undefined>;
  onChange: (state: ListState) => void;
};

/** What fits the search: places and commands at once, then what the server finds. */
export function SearchResults({ listId, reachable, search, pressKey, early, onChange }: Props) {
  const t = useTranslations("search");
  const { text } = useErrorText();
  const found = useSearch(search);
  const groups = [...usePlaces(reachable, search), ...useFound(found.groups, search)];
  const options = groups.flatMap((group) => group.options);
  /** the option that was moved to, and for which search: another one begins with its first result */
  const [moved, setMoved] = useState({ search: "", key: "" });
  const movedAt = moved.search === search ? options.findIndex(({ key }) => key === moved.key) : -1;
  const active = options[Math.max(movedAt, 0)];
  const idOf = (key: string) => `${listId}-${key}`;
  const activeId = active && idOf(active.key);
  const box = useRef<HTMLDivElement>(null);
  /** the search whose first result is opened as soon as it is there */
  const awaited = useRef<EarlyEnter & { search: string }>(undefined);

  const moveTo = (option: Option | undefined) => option && setMoved({ search, key: option.key });
  const moveBy = (step: number) => {
    const at = active ? options.indexOf(active) : -1;
    moveTo(options[(at + step + options.length) % options.length]);
  };
  const open = (option: Option, inNewTab: boolean) => {
    if (inNewTab) window.open(option.href, "_blank", "noopener");
    else document.getElementById(idOf(option.key))?.click();
  };

  useLayoutEffect(() => {
    pressKey.current = (event) => {
      const isPlain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
      const moves: Record<string, () => void> = {
        ArrowDown: () => moveBy(1),
        ArrowUp: () => moveBy(-1),
        Home: () => moveTo(options[0]),
        End: () => moveTo(options.at(-1)),
      };
      const move = isPlain ? moves[event.key] : undefined;
      if (move) {
        event.preventDefault();
        move();
      } else if (event.key === "Enter") {
        event.preventDefault();
        // What is seen until the answer comes belongs to the search before.
        const isOld = found.isPending && movedAt < 0 && !isPlace(groups[0]);
        const inNewTab = event.ctrlKey || event.metaKey;
        if (isOld) awaited.current = { search, inNewTab };
        else if (active) open(active, inNewTab);
      }
    };
  });
  useLayoutEffect(() => onChange({ activeId, isPending: found.isPending }), [activeId, found.isPending, onChange]);
  useEffect(() => {
    if (early.current) awaited.current = { search, ...early.current };
    early.current = undefined;
    if (found.isPending && !isPlace(groups[0])) return;
    if (awaited.current?.search === search && active) open(active, awaited.current.inNewTab);
    awaited.current = undefined;
  });
  useEffect(() => {
    // With the first result its heading is seen, too.
    if (movedAt <= 0) box.current?.scrollTo({ top: 0 });
    else if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [activeId, movedAt]);

  const pathname = usePathname();
  const count = options.filter(({ isList }) => !isList).length;
  return (
    <>
      {options.length > 0 && (
        <div
          ref={box}
          id={listId}
          role="listbox"
          aria-label={t("results")}
          aria-busy={found.isPending}
          className="min-h-0 overflow-y-auto overscroll-contain py-1"
        >
          {groups.map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is none of the parts that a listbox may have
            <div key={group.kind} role="group" aria-labelledby={idOf(`group-${group.kind}`)}>
              <div id={idOf(`group-${group.kind}`)} className="px-4 pt-2 pb-1 text-xs text-muted">
                {t(`groups.${group.kind}`)}
              </div>
              {group.options.map((option) => (
                <Entry
                  key={option.key}
                  {...{ option, search, kind: group.kind }}
                  id={idOf(option.key)}
                  isActive={option === active}
                  isHere={option.href.split("?")[0] === pathname}
                  onPoint={() => option !== active && moveTo(option)}
                />
              ))}
            </div>
          ))}
        </div>
      )}
      {options.length === 0 && !found.error && (
        <div className="px-4 py-6">
          {found.isPending ? (
            <p className="animate-appear text-muted">{t("pending")}</p>
          ) : (
            <>
              <p className="font-semibold wrap-break-word">{t("nothing", { search })}</p>
              <p className="text-muted">{t("nothingHint")}</p>
            </>
          )}
        </div>
      )}
      {found.error && (
        <div className="shrink-0 p-3">
          <MessageBar tone="error" title={t("failed")} actions={<RetryButton onClick={found.retry} />}>
            {found.error.code === unreachable.code ? t("unreachable") : text(found.error)}
          </MessageBar>
        </div>
      )}
      <p role="status" className="sr-only">
        {search !== "" && !found.isPending && !found.error && t("count", { count })}
      </p>
    </>
  );
}

function RetryButton({ onClick }: { onClick: () => void }) {
  const t = useTranslations("common");
  return <Button onClick={onClick}>{t("retry")}</Button>;
}

const isPlace = (group: Group | undefined) => group?.kind === "pages" || group?.kind === "commands";

function usePlaces(reachable: Reachable, search: string): Group[] {
  const t = useTranslations();
  const { pages, commands } = placesOf(reachable, {
    navigation: (key) => t(`shell.navigation.${key}`),
    settings: (key) => t(`search.settings.${key}`),
    commands: (key) => t(`search.commands.${key}`),
  });
  const optionsOf = (places: Place[]) =>
    matchByWords(search, places)
      .slice(0, search === "" ? undefined : PLACES_MAX)
      .map(({ key, href, label }) => ({ key, href, name: label }));
  const groups: Group[] = [
    { kind: "pages", options: optionsOf(pages) },
    { kind: "commands", options: optionsOf(commands) },
  ];
  return groups.filter(({ options }) => options.length > 0);
}

function useFound(groups: readonly SearchGroup[], search: string): Group[] {
  const t = useTranslations("search");
  return groups.map(({ kind, hits, total }) => {
    const options: Option[] = hits.map(({ id, name, detail }) => ({
      key: `${kind}-${id}`,
      href: hrefOfHit(kind, id),
      ...{ name, detail },
    }));
    const list = t(`groups.${kind}`);
    const rest = total === null ? t("lookIn", { search, list }) : total > 1 && t("showAll", { count: total, list });
    if (rest) options.push({ key: `${kind}-all`, href: hrefOfAll(kind, search), name: rest, isList: true });
    return { kind, options };
  });
}

type EntryProps = {
  option: Option;
  kind: Kind;
  id: string;
  search: string;
  isActive: boolean;
  /** it opens on the page that is shown already */
  isHere: boolean;
  onPoint: () => void;
};

/** A link, so that it opens as links do; the focus stays in the field. */
function Entry({ option: { href, name, detail, isList }, kind, id, search, isActive, isHere, onPoint }: EntryProps) {
  const Icon = isList ? List : icons[kind];
  // Where the name alone does not tell why it was found, what stands beside it may.
  const isNamed = markedParts(name, search).length > 1;
  return (
    <Link
      id={id}
      role="option"
      aria-selected={isActive}
      tabIndex={-1}
      href={href}
      prefetch={false}
      scroll={!isHere}
      onPointerMove={onPoint}
      className={clsx(
        "relative flex min-h-9 items-start gap-3 px-4 py-2 outline-none",
        isActive &&
          "marked bg-selected before:absolute before:inset-y-1 before:left-1 before:w-0.75 before:rounded-xs before:bg-brand",
      )}
    >
      <Icon aria-hidden className="mt-0.5 size-4 text-muted" />
      <span className="flex min-w-0 flex-1 flex-col gap-x-3 sm:flex-row sm:items-baseline">
        <span className={clsx("min-w-0 wrap-break-word", isList && "text-link")}>
          {isList ? name : <Marked text={name} search={search} />}
        </span>
        {detail && (
          <span className="min-w-0 text-muted wrap-break-word sm:ms-auto sm:max-w-[55%] sm:text-end">
            {isNamed ? detail : <Marked text={detail} search={search} />}
          </span>
        )}
      </span>
    </Link>
  );
}

function Marked({ text, search }: { text: string; search: string }) {
  return markedParts(text, search).map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have their place only
    <Fragment key={at}>
      {at % 2 === 1 ? <mark className="bg-transparent font-semibold text-inherit">{part}</mark> : part}
    </Fragment>
  ));
}
