import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { CHECKOUT } from '../../localstack/home.ts';

const foundAbove = (folder: string): string | undefined => {
  const here = join(folder, 'shared', 'contract');
  if (existsSync(here)) return here;
  return dirname(folder) === folder ? undefined : foundAbove(dirname(folder));
};

/** Where the vendors' own schemas lie: SELFRIGHT_CONTRACT, else `shared/contract` beside the checkout or above; undefined where there are none. */
export const SHARED_CONTRACT: string | undefined = process.env['SELFRIGHT_CONTRACT'] ?? foundAbove(CHECKOUT);

const jsonOf = (name: string): unknown => JSON.parse(readFileSync(join(SHARED_CONTRACT ?? '', name), 'utf8'));

type Tree = { readonly [name: string]: unknown };
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What lies at a path of a document; undefined where nothing does. */
const at = (tree: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((here, name) => (isTree(here) ? here[name] : undefined), tree);

/** OpenAPI 3.0 says `nullable` where JSON Schema knows a type of its own. */
const asJsonSchema = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(asJsonSchema);
  if (!isTree(node)) return node;
  const { nullable, example, xml, discriminator, ...rest } = node;
  const walked = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, asJsonSchema(value)]));
  return nullable === true && typeof walked['type'] === 'string'
    ? { ...walked, type: [walked['type'], 'null'] }
    : walked;
};

/** One request and what it was answered. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly status: number;
  readonly answer?: unknown;
}

/** Holds exchanges against an OpenAPI document: `problemsOf` says in words what does not fit. */
export const openApi = (file: string) => {
  const document = jsonOf(file);
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema(isTree(document) ? { $id: 'api', components: asJsonSchema(at(document, 'components')) } : {}, 'api');
  const described = at(document, 'paths');
  const paths = isTree(described) ? Object.keys(described) : [];
  const patternOf = (path: string) => new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`);

  const against = (schema: unknown, value: unknown, what: string): readonly string[] => {
    if (!isTree(schema)) return [];
    const text = JSON.stringify(asJsonSchema(schema)).replaceAll('"#/components', '"api#/components');
    const validate = ajv.compile(JSON.parse(text));
    return validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${what}${instancePath}: ${message}`);
  };

  return {
    problemsOf: ({ method, path, body, status, answer }: Exchange): readonly string[] => {
      const found = paths.find((one) => patternOf(one).test(path));
      const operation = at(document, 'paths', found ?? '', method.toLowerCase());
      if (operation === undefined) return [`${method} ${path} is not there`];
      const response = at(operation, 'responses', String(status));
      const where = `${method} ${found}`;
      return [
        ...(response === undefined ? [`${where} never answers ${status}`] : []),
        ...against(at(operation, 'requestBody', 'content', 'application/json', 'schema'), body, `${where} asks `),
        ...(answer === undefined
          ? []
          : against(at(response, 'content', 'application/json', 'schema'), answer, `${where} answers `)),
      ];
    },
  };
};

/** Says what of a document does not fit the schema of Atlassian documents. */
export const documentProblems = (document: unknown): readonly string[] => {
  const validate = new Ajv({ strict: false, allErrors: true, validateSchema: false, meta: false }).compile(
    schemaWithoutMeta(jsonOf('adf-full.schema.json')),
  );
  return validate(document)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
};

const schemaWithoutMeta = (schema: unknown): Tree => {
  if (!isTree(schema)) throw new Error('the schema of documents is no object');
  const { $schema, ...rest } = schema;
  return rest;
};
