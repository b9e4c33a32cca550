import type { z } from "zod";
import type { Permission } from "@/lib/auth/permissions";
import type { CurrentAccount } from "@/lib/auth/session";
import type { Locale } from "@/lib/i18n/locale-names";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Who calls: the account that commands act as, and what bounds it beside its role. */
export type Caller = {
  account: CurrentAccount;
  token: { id: string; name: string; kind: "personal" | "service"; scopes: readonly string[]; expiresAt: Date | null };
};

/** What a run may answer with for a schema: dates become text on the wire, and what the schema does not name is left out. */
export type Wire<Value> = Value extends string
  ? Value | Date
  : Value extends readonly (infer Item)[]
    ? readonly Wire<Item>[]
    : Value extends object
      ? { [Key in keyof Value]: Wire<Value[Key]> }
      : Value;

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

export type Call<Params, Query, Body> = {
  account: CurrentAccount;
  caller: Caller;
  params: Output<Params>;
  query: Output<Query>;
  body: Output<Body>;
  /** of the thing as the caller saw it, from If-Match or the body; "any" for `If-Match: *`; only where `isVersioned` */
  version: number | "any";
  locale: Locale;
  request: Request;
};

export type Definition<Params, Query, Body, Data> = {
  /** verb and noun, unique: the operation's id in the document */
  name: string;
  method: Method;
  /** below the API's root, with its parameters in braces */
  path: string;
  tag: string;
  /** one line, as a sentence without its full stop */
  summary: string;
  description?: string;
  /** what the caller's role must allow, and at the same time the scope that the token must have */
  permission: Permission;
  params?: Params;
  /** numbers, booleans and lists are read from their text by the handler */
  query?: Query;
  body?: Body;
  /** the largest body; 256 KiB by itself */
  bodyBytesMax?: number;
  /** changes a thing with a version: the caller has to say which one it has seen */
  isVersioned?: boolean;
  /** the answer must not be kept, not even for a repeated request */
  answersSecret?: boolean;
  /** of a success; 200 by itself */
  status?: 200 | 201 | 202 | 204;
  /** what the answer may hold: anything else is left out. Missing with 204 and with `files` */
  output?: Data;
  /** media types of an answer that is a file */
  files?: readonly string[];
  /** below the API's root: where the made thing or the started run is found */
  location?: (data: Output<Data>) => string;
  /** our codes of what can go wrong beside input, rights and limits */
  codes?: readonly string[];
};

/** An operation of the REST API, whatever its schemas. */
export type Operation = Omit<Definition<z.ZodObject, z.ZodObject, z.ZodType, z.ZodType>, "location"> & {
  location?: (data: never) => string;
  run: (call: Call<z.ZodObject, z.ZodObject, z.ZodType>) => Promise<unknown>;
};

/**
 * The only way an operation of the REST API is written: the twin of `defineAction`. The handler checks token, scope, role and
 * input before `run` is called, and lets out what `output` names.
 */
export function defineOperation<
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Data extends z.ZodType | undefined = undefined,
>(
  definition: Definition<Params, Query, Body, Data>,
  run: (call: Call<Params, Query, Body>) => Promise<Data extends z.ZodType ? Wire<z.output<Data>> : unknown>,
): Operation {
  return { ...definition, run } as unknown as Operation;
}
