import { type ComponentProps, type ReactNode, useId } from "react";

type Props = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; help?: ReactNode; isLabelHidden?: boolean };

export function Checkbox({ label, help, isLabelHidden, id: givenId, ...rest }: Props) {
  const ownId = useId();
  const id = givenId ?? ownId;
  return (
    <div className="flex items-start gap-2">
      <input
        id={id}
        type="checkbox"
        className="mt-0.5 size-4 shrink-0 accent-brand"
        aria-describedby={help ? `${id}-help` : undefined}
        {...rest}
      />
      <div className={isLabelHidden ? "sr-only" : "min-w-0"}>
        <label htmlFor={id}>{label}</label>
        {help && (
          <p id={`${id}-help`} className="text-xs text-muted">
            {help}
          </p>
        )}
      </div>
    </div>
  );
}
