"use client";

import clsx from "clsx";
import { Check, ChevronDown } from "lucide-react";
import Link from "next/link";
import { type ReactNode, use } from "react";
import { Button, type ButtonAppearance } from "./button";
import { IconButton } from "./icon-button";
import { CloseMenu, MenuRoot, type OpensAt } from "./menu-root";

type MenuProps = {
  label: string;
  icon?: ReactNode;
  /** the label is only the name, the icon is what is seen */
  isIconOnly?: boolean;
  appearance?: ButtonAppearance;
  align?: "start" | "end";
  opensAt?: OpensAt;
  /** an input above the entries that narrows them */
  search?: ReactNode;
  children: ReactNode;
};

export function Menu({ label, icon, isIconOnly, appearance = "subtle", align, opensAt, search, children }: MenuProps) {
  return (
    <MenuRoot
      align={align}
      opensAt={opensAt}
      search={search}
      trigger={(props) =>
        isIconOnly ? (
          <IconButton label={label} icon={icon} appearance={appearance} {...props} />
        ) : (
          <Button appearance={appearance} icon={icon} {...props}>
            {label}
            <ChevronDown aria-hidden />
          </Button>
        )
      }
    >
      {children}
    </MenuRoot>
  );
}

const itemClass =
  "flex min-h-8 w-full items-center gap-2 px-3 py-1 text-start outline-none select-none hover:bg-hover focus-visible:bg-hover focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-focus/40 aria-disabled:bg-transparent aria-disabled:text-disabled [&_svg]:size-4";

type ItemProps = {
  children: ReactNode;
  icon?: ReactNode;
  isDisabled?: boolean;
  isDanger?: boolean;
  onClick?: () => void;
};

export function MenuItem({ children, icon, isDisabled, isDanger, onClick }: ItemProps) {
  const close = use(CloseMenu);
  const choose = () => {
    if (isDisabled) return;
    close();
    onClick?.();
  };
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      aria-disabled={isDisabled || undefined}
      onClick={choose}
      className={clsx(itemClass, isDanger && "text-red")}
    >
      {icon}
      {children}
    </button>
  );
}

type LinkProps = { href: string; icon?: ReactNode; isCurrent?: boolean; children: ReactNode };

/** Goes to a place within Seatwise. */
export function MenuLink({ href, icon, isCurrent, children }: LinkProps) {
  const close = use(CloseMenu);
  return (
    <Link
      href={href}
      scroll={false}
      prefetch={false}
      role="menuitem"
      tabIndex={-1}
      aria-current={isCurrent ? "true" : undefined}
      onClick={close}
      className={itemClass}
    >
      {icon}
      {children}
    </Link>
  );
}

/** Fetches a file; its name comes with it. */
export function MenuDownload({ href, icon, children }: Omit<LinkProps, "isCurrent">) {
  const close = use(CloseMenu);
  return (
    <a href={href} download role="menuitem" tabIndex={-1} onClick={close} className={itemClass}>
      {icon}
      {children}
    </a>
  );
}

type CheckProps = {
  isChecked: boolean;
  isDisabled?: boolean;
  onCheckedChange: (isChecked: boolean) => void;
  children: ReactNode;
};

/** The menu stays open: one often wants several. */
export function MenuCheckbox({ isChecked, isDisabled, onCheckedChange, children }: CheckProps) {
  return (
    <button
      type="button"
      role="menuitemcheckbox"
      tabIndex={-1}
      aria-checked={isChecked}
      aria-disabled={isDisabled || undefined}
      onClick={() => !isDisabled && onCheckedChange(!isChecked)}
      className={itemClass}
    >
      <span className="size-4">{isChecked && <Check aria-hidden />}</span>
      {children}
    </button>
  );
}

type RadioProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; label: ReactNode; icon?: ReactNode }[];
  onChange: (value: Value) => void;
};

export function MenuRadioGroup<Value extends string>({ label, value, options, onChange }: RadioProps<Value>) {
  const close = use(CloseMenu);
  const choose = (next: Value) => {
    close();
    if (next !== value) onChange(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a menu
    <div role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="menuitemradio"
          tabIndex={-1}
          aria-checked={option.value === value}
          onClick={() => choose(option.value)}
          className={itemClass}
        >
          {option.icon}
          <span className="flex-1">{option.label}</span>
          <span className="size-4">{option.value === value && <Check aria-hidden />}</span>
        </button>
      ))}
    </div>
  );
}

export function MenuSeparator() {
  return <hr className="my-1 border-0 border-t border-line" />;
}
