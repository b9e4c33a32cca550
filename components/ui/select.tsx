import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { Field, type FieldText, useField } from "./field";

export type SelectOption = { value: string; label: string; isDisabled?: boolean };
type Props = FieldText &
  Omit<ComponentProps<"select">, "children"> & { options: readonly SelectOption[]; placeholder?: string };

/** The browser's own select: right on the phone, with the keyboard and with every reader, at no script. */
export function Select({
  label,
  help,
  error,
  isOptional,
  options,
  placeholder,
  id: givenId,
  className,
  ...rest
}: Props) {
  const { id, aria } = useField({ help, error }, givenId);
  return (
    <Field id={id} label={label} help={help} error={error} isOptional={isOptional}>
      <span className="relative">
        <select id={id} className={clsx("control appearance-none pe-8", className)} {...aria} {...rest}>
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.isDisabled}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden className="pointer-events-none absolute end-2.5 top-2 size-4 text-muted" />
      </span>
    </Field>
  );
}
