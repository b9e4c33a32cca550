import type { Schema } from "./fields";

// The document as the readable page goes through it.

export type ApiParameter = {
  name: string;
  in: "path" | "query";
  required: boolean;
  description?: string;
  schema: Schema;
};
export type ApiOperation = {
  operationId: string;
  tags: [string];
  summary: string;
  description: string;
  parameters: (ApiParameter | { $ref: string })[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema: Schema }> }>;
};
export type ApiDocument = {
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, ApiOperation>>;
};
export type ListedOperation = ApiOperation & { method: string; path: string };

/** The operations of a family, in the order of the document. */
export function operationsOf({ paths }: ApiDocument, tag: string): ListedOperation[] {
  return Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
    )
    .filter(({ tags }) => tags.includes(tag));
}

/** Those that the operation names itself: what all share is told once. */
export const ownParametersOf = ({ parameters }: ApiOperation): ApiParameter[] =>
  parameters.filter((each): each is ApiParameter => "name" in each);

export const anchorOf = (tag: string) => tag.toLowerCase().replaceAll(" ", "-");
