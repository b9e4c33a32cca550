"use client";

import { Search, X } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, useTransition } from "react";
import { Spinner } from "@/components/ui/spinner";
import { positionParameters } from "@/lib/paging/list-state";

const debounceMs = 250;

/** Search as you type: writes `q` to the URL, keeps the other parameters, starts at the first page. */
export function SearchBox({ placeholder, label }: { placeholder?: string; label?: string }) {
  const t = useTranslations("ui.search");
  const router = useRouter();
  const pathname = usePathname();
  const searchParams = useSearchParams();
  const inUrl = searchParams.get("q") ?? "";
  const [text, setText] = useState(inUrl);
  const [isPending, startTransition] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** the search last written by this box; a URL that says otherwise was changed elsewhere (back button, "clear all") */
  const written = useRef(inUrl);

  useEffect(() => {
    if (inUrl === written.current) return;
    written.current = inUrl;
    clearTimeout(timer.current);
    setText(inUrl);
  }, [inUrl]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const search = (wanted: string) => {
    clearTimeout(timer.current);
    const q = wanted.trim();
    if (q === written.current) return;
    written.current = q;
    // Read at the moment of writing: a filter may have been set since the key was pressed.
    const params = new URLSearchParams(window.location.search);
    for (const name of positionParameters) params.delete(name);
    if (q) params.set("q", q);
    else params.delete("q");
    const query = params.toString();
    startTransition(() => router.replace(query ? `${pathname}?${query}` : pathname, { scroll: false }));
  };
  const type = (value: string) => {
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => search(value), debounceMs);
  };

  return (
    <search className="relative w-full sm:w-60">
      <span className="pointer-events-none absolute start-2 top-2 text-muted" aria-hidden>
        {isPending ? <Spinner /> : <Search className="size-4" />}
      </span>
      <input
        type="search"
        value={text}
        maxLength={200}
        aria-label={label ?? t("label")}
        placeholder={placeholder ?? t("placeholder")}
        aria-busy={isPending}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") search(text);
          if (event.key === "Escape" && text) {
            event.preventDefault();
            type("");
            search("");
          }
        }}
        className="control ps-8 pe-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {text && (
        <button
          type="button"
          aria-label={t("clear")}
          onClick={() => {
            type("");
            search("");
          }}
          className="absolute end-1 top-1 flex size-6 items-center justify-center rounded hover:bg-hover"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
      <span role="status" className="sr-only">
        {isPending && t("pending")}
      </span>
    </search>
  );
}
