import type { AnySchema, ContractProcedureDef, ErrorMap } from '@orpc/contract';
import { OpenAPIGenerator, type OpenAPI } from '@orpc/openapi';
import { traverseContractProcedures } from '@orpc/server';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { CallMeta, Role } from '#shared/contract/base.ts';
import { contract } from '#shared/contract/index.ts';

export type Document = OpenAPI.Document;

/** A call as the document tells it, with the role it needs and the codes it may answer. */
export type Operation = OpenAPI.OperationObject & {
  readonly 'x-role': Role;
  readonly 'x-errors': readonly string[];
};

/** What every call can answer besides its own errors. */
const COMMON_ERRORS = ['BAD_REQUEST', 'UNAUTHORIZED', 'FORBIDDEN', 'INTERNAL_SERVER_ERROR'] as const;

const DESCRIPTION = [
  'Every call and stream of the workstation. Programs of this user authenticate with `Authorization: Bearer` and the',
  'token in the file `api-token` of the data folder, which is new at each start. Calls that change something must carry',
  'an `Origin` equal to the address they are sent to. Streams answer with `text/event-stream`.',
].join(' ');

function findOperation(document: Document, method: string, path: string): OpenAPI.OperationObject | undefined {
  const item = document.paths?.[path] as Readonly<Record<string, OpenAPI.OperationObject | undefined>> | undefined;
  return item?.[method.toLowerCase()];
}

/** Adds to each operation what the generator does not know: noun, role, codes. */
function describeCalls(document: Document): void {
  traverseContractProcedures({ router: contract, path: [] }, ({ contract: call, path: [noun = ''] }) => {
    const { route, meta, errorMap } = call['~orpc'] as ContractProcedureDef<
      AnySchema,
      AnySchema,
      ErrorMap,
      CallMeta & Record<never, never>
    >;
    const operation = findOperation(document, route.method ?? 'POST', route.path ?? '');
    if (operation === undefined) throw new Error(`The document lacks ${route.method ?? ''} ${route.path ?? ''}`);
    const { role } = meta;
    const codes = Object.keys(errorMap);
    const told = codes.length === 0 ? '' : ` Own errors: ${codes.join(', ')}.`;
    Object.assign(operation, {
      tags: [noun],
      description: `Needs the role ${role}.${told}`,
      'x-role': role,
      'x-errors': [...codes, ...COMMON_ERRORS],
    });
  });
}

/** The OpenAPI 3.1 document of the contract. */
export async function createOpenApiDocument(version: string): Promise<Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(contract, {
    info: { title: 'Zmart Workstation', version, description: DESCRIPTION },
    servers: [{ url: '/api' }],
    tags: Object.keys(contract).map((name) => ({ name })),
    security: [{ token: [] }, { session: [] }],
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: 'zmart' },
      },
    },
  });
  describeCalls(document);
  return document;
}

/** Every operation of the document with its method and path, in the order of the contract. */
export function listOperations(
  document: Document,
): readonly { readonly method: string; readonly path: string; readonly operation: Operation }[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Readonly<Record<string, Operation>>).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
}
