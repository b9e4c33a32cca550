import Link from "next/link";
import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import { isNarrowed, type ListState, listHref } from "@/lib/paging/list-state";
import { FilterMenu } from "./filter-menu";

export type FilterDefinition = {
  /** the URL parameter, as given to parseListState */
  name: string;
  label: string;
  options: readonly { value: string; label: string; count?: number }[];
};

type Props = { list: { path: string; state: ListState }; filters: readonly FilterDefinition[] };

const toggled = (values: readonly string[], value: string) =>
  values.includes(value) ? values.filter((each) => each !== value) : [...values, value];

/** The menus that set filters; stands in the command bar. */
export function FilterMenus({ list: { path, state }, filters }: Props) {
  return filters.map(({ name, label, options }) => {
    const active = state.filters[name] ?? [];
    const items = options.map((option) => ({
      ...option,
      isActive: active.includes(option.value),
      href: listHref(path, state, { filters: { [name]: toggled(active, option.value) } }),
    }));
    return <FilterMenu key={name} label={label} items={items} />;
  });
}

/** What narrows the list, each removable; nothing at all when nothing does. */
export function FilterChips({ list: { path, state }, filters }: Props) {
  const t = useTranslations("ui.filter");
  if (!isNarrowed(state)) return null;
  const chips = filters.flatMap(({ name, label, options }) =>
    (state.filters[name] ?? []).map((value) => ({
      key: `${name}=${value}`,
      name: label,
      value: options.find((option) => option.value === value)?.label ?? value,
      href: listHref(path, state, { filters: { [name]: toggled(state.filters[name] ?? [], value) } }),
    })),
  );
  if (state.q) chips.unshift({ key: "q", name: t("query"), value: state.q, href: listHref(path, state, { q: "" }) });
  return (
    <ul aria-label={t("label")} className="flex flex-wrap items-center gap-2">
      {chips.map(({ key, name, value, href }) => (
        <li key={key} className="max-w-full">
          <Chip removeHref={href} removeLabel={t("remove", { name, value })}>
            <span className="text-muted">{name}:</span> {value}
          </Chip>
        </li>
      ))}
      <li>
        <Link href={clearHref(path, state)} scroll={false} className="link text-xs">
          {t("clearAll")}
        </Link>
      </li>
    </ul>
  );
}

/** The list without its search and filters. */
export function clearHref(path: string, state: ListState): string {
  const filters = Object.fromEntries(Object.keys(state.filters).map((name) => [name, []]));
  return listHref(path, state, { q: "", filters });
}
