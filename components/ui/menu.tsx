"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check, ChevronDown } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button, type ButtonAppearance } from "./button";
import { IconButton } from "./icon-button";

type MenuProps = {
  label: string;
  icon?: ReactNode;
  /** the label is only the name, the icon is what is seen */
  isIconOnly?: boolean;
  appearance?: ButtonAppearance;
  align?: "start" | "end";
  children: ReactNode;
};

export function Menu({ label, icon, isIconOnly, appearance = "subtle", align = "start", children }: MenuProps) {
  return (
    <Base.Root modal={false}>
      {isIconOnly ? (
        <Base.Trigger render={<IconButton label={label} icon={icon} appearance={appearance} />} />
      ) : (
        <Base.Trigger render={<Button appearance={appearance} icon={icon} />}>
          {label}
          <ChevronDown aria-hidden />
        </Base.Trigger>
      )}
      <MenuPopup align={align}>{children}</MenuPopup>
    </Base.Root>
  );
}

/** The list itself, for triggers of another look. */
export function MenuPopup({ align = "start", children }: { align?: "start" | "end"; children: ReactNode }) {
  return (
    <Base.Portal>
      <Base.Positioner align={align} sideOffset={4} className="z-50">
        <Base.Popup className="floating max-h-(--available-height) min-w-40 max-w-80 overflow-y-auto py-1">
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

const itemClass =
  "flex min-h-8 items-center gap-2 px-3 py-1 outline-none select-none data-disabled:text-disabled data-highlighted:bg-hover data-highlighted:outline-2 data-highlighted:-outline-offset-2 data-highlighted:outline-focus/40 [&_svg]:size-4";

type ItemProps = {
  children: ReactNode;
  icon?: ReactNode;
  isDisabled?: boolean;
  isDanger?: boolean;
  onClick?: () => void;
};

export function MenuItem({ children, icon, isDisabled, isDanger, onClick }: ItemProps) {
  return (
    <Base.Item disabled={isDisabled} onClick={onClick} className={`${itemClass} ${isDanger ? "text-red" : ""}`}>
      {icon}
      {children}
    </Base.Item>
  );
}

type LinkProps = { href: string; icon?: ReactNode; isCurrent?: boolean; children: ReactNode };

/** Goes to a place within Seatwise. */
export function MenuLink({ href, icon, isCurrent, children }: LinkProps) {
  return (
    <Base.LinkItem
      closeOnClick
      aria-current={isCurrent ? "true" : undefined}
      className={itemClass}
      render={<Link href={href} scroll={false} prefetch={false} />}
    >
      {icon}
      {children}
    </Base.LinkItem>
  );
}

/** Fetches a file; its name comes with it. */
export function MenuDownload({ href, icon, children }: Omit<LinkProps, "isCurrent">) {
  return (
    <Base.LinkItem closeOnClick href={href} download className={itemClass}>
      {icon}
      {children}
    </Base.LinkItem>
  );
}

type CheckProps = {
  isChecked: boolean;
  isDisabled?: boolean;
  onCheckedChange: (isChecked: boolean) => void;
  children: ReactNode;
};

export function MenuCheckbox({ isChecked, isDisabled, onCheckedChange, children }: CheckProps) {
  return (
    <Base.CheckboxItem
      checked={isChecked}
      disabled={isDisabled}
      onCheckedChange={(checked) => onCheckedChange(checked)}
      className={itemClass}
    >
      <span className="size-4">
        <Base.CheckboxItemIndicator>
          <Check aria-hidden />
        </Base.CheckboxItemIndicator>
      </span>
      {children}
    </Base.CheckboxItem>
  );
}

type RadioProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; label: ReactNode; icon?: ReactNode }[];
  onChange: (value: Value) => void;
};

export function MenuRadioGroup<Value extends string>({ label, value, options, onChange }: RadioProps<Value>) {
  return (
    <Base.RadioGroup aria-label={label} value={value} onValueChange={(next: Value) => onChange(next)}>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} closeOnClick className={itemClass}>
          {option.icon}
          <span className="flex-1">{option.label}</span>
          <span className="size-4">
            <Base.RadioItemIndicator>
              <Check aria-hidden />
            </Base.RadioItemIndicator>
          </span>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="my-1 h-px bg-line" />;
}
