import clsx from "clsx";
import type { ComponentProps } from "react";
import { Field, type FieldText, useField } from "./field";

type Props = FieldText & Omit<ComponentProps<"input">, "children">;

export function TextField({ label, help, error, isOptional, id: givenId, className, ...rest }: Props) {
  const { id, aria } = useField({ help, error }, givenId);
  return (
    <Field id={id} label={label} help={help} error={error} isOptional={isOptional}>
      <input id={id} type="text" className={clsx("control", className)} {...aria} {...rest} />
    </Field>
  );
}

type AreaProps = FieldText & Omit<ComponentProps<"textarea">, "children">;

export function TextArea({ label, help, error, isOptional, id: givenId, className, rows = 3, ...rest }: AreaProps) {
  const { id, aria } = useField({ help, error }, givenId);
  return (
    <Field id={id} label={label} help={help} error={error} isOptional={isOptional}>
      <textarea id={id} rows={rows} className={clsx("control", className)} {...aria} {...rest} />
    </Field>
  );
}
