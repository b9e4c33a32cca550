"use client";

import { Combobox } from "@base-ui/react/combobox";
import { Check, ChevronDown, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Field, useField } from "@/components/ui/field";
import type { Choice } from "@/lib/licences/queries-form";

/** More are found by typing. */
const CHOICES_SHOWN = 100;

type Props = {
  label: string;
  help?: ReactNode;
  error?: ReactNode;
  isOptional?: boolean;
  choices: readonly Choice[];
  value: number | null;
  onChange: (id: number | null) => void;
};

/** One of many, found by a part of its name. */
export function ChoiceField({ label, help, error, isOptional, choices, value, onChange }: Props) {
  const t = useTranslations("licences.form");
  const { id, aria } = useField({ help, error });
  return (
    <Field id={id} label={label} help={help} error={error} isOptional={isOptional}>
      <Combobox.Root
        items={choices}
        value={choices.find((choice) => choice.id === value) ?? null}
        onValueChange={(choice) => onChange(choice?.id ?? null)}
        itemToStringLabel={(choice) => choice.name}
        isItemEqualToValue={(one, other) => one.id === other.id}
        limit={CHOICES_SHOWN}
        autoHighlight
      >
        <div className="relative">
          <Combobox.Input id={id} className="control pe-16" placeholder={t("search")} {...aria} />
          <div className="absolute inset-y-0 end-1 flex items-center">
            <Combobox.Clear
              aria-label={t("clear")}
              className="flex size-6 items-center justify-center rounded hover:bg-hover"
            >
              <X aria-hidden className="size-4" />
            </Combobox.Clear>
            <Combobox.Trigger
              aria-label={t("open", { label })}
              className="flex size-6 items-center justify-center rounded hover:bg-hover"
            >
              <ChevronDown aria-hidden className="size-4 text-muted" />
            </Combobox.Trigger>
          </div>
        </div>
        <Combobox.Portal>
          <Combobox.Positioner sideOffset={4} className="z-50">
            <Combobox.Popup className="floating max-h-80 w-(--anchor-width) overflow-y-auto py-1">
              <Combobox.Empty className="px-3 py-1.5 text-muted empty:hidden">{t("noneFound")}</Combobox.Empty>
              <Combobox.List>
                {(choice: Choice) => (
                  <Combobox.Item
                    key={choice.id}
                    value={choice}
                    className="flex min-h-8 cursor-default items-center gap-2 px-3 py-1 data-highlighted:bg-hover"
                  >
                    <span className="min-w-0 flex-1 wrap-break-word">{choice.name}</span>
                    {choice.hint && <span className="text-xs text-muted">{choice.hint}</span>}
                    <Combobox.ItemIndicator>
                      <Check aria-hidden className="size-4" />
                    </Combobox.ItemIndicator>
                  </Combobox.Item>
                )}
              </Combobox.List>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </Combobox.Root>
    </Field>
  );
}
