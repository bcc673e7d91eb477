// SPDX-License-Identifier: Apache-2.0
// Holds answers to overlay/api/openapi.yaml. Stricter than a client may be: a field that the contract does not name is a complaint.
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { readFileSync } from "node:fs";
import { parse } from "yaml";

const file = new URL("../../../overlay/api/openapi.yaml", import.meta.url);

// OpenAPI 3.0 says `nullable` where JSON Schema has a type of its own for null.
function asJsonSchema(node) {
  if (Array.isArray(node)) return node.map(asJsonSchema);
  if (node === null || typeof node !== "object") return node;
  const { nullable, ...schema } = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, asJsonSchema(value)]));
  if (schema.properties && typeof schema.properties === "object" && schema.additionalProperties === undefined) {
    schema.additionalProperties = false;
  }
  if (!nullable) return schema;
  const hasShape = ["type", "allOf", "anyOf", "oneOf", "enum"].some((key) => key in schema);
  return hasShape ? { anyOf: [{ type: "null" }, schema] } : schema;
}

// Returns {complaints(method, path, status, body, contentType?), answers(): [[method, path, status]]}; `path` as requested below /api/v1,
// such as "/panel?day=2026-11-25". No complaints is an empty list. `text` is the contract's, for tests of this file.
export function loadContract(text = readFileSync(file, "utf8")) {
  const contract = parse(text);
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({ $id: "contract", components: { schemas: asJsonSchema(contract.components?.schemas ?? {}) } });
  const compiled = new Map();

  const atReference = (reference) =>
    reference
      .slice(2)
      .split("/")
      .reduce((node, key) => node?.[key], contract);
  const resolve = (node) => (node?.$ref ? resolve(atReference(node.$ref)) : node);
  const absolute = (node) => JSON.parse(JSON.stringify(node).replaceAll('"#/components/schemas/', '"contract#/components/schemas/'));

  function templateOf(path) {
    const parts = path.split("?")[0].split("/");
    return Object.keys(contract.paths).find((template) => {
      const wanted = template.split("/");
      return wanted.length === parts.length && wanted.every((part, i) => (part.startsWith("{") ? parts[i] !== "" : part === parts[i]));
    });
  }

  function validator(key, schema) {
    if (!compiled.has(key)) compiled.set(key, ajv.compile(absolute(asJsonSchema(schema))));
    return compiled.get(key);
  }

  return {
    answers: () =>
      Object.entries(contract.paths).flatMap(([path, methods]) =>
        Object.entries(methods).flatMap(([method, about]) =>
          Object.keys(about.responses ?? {}).map((status) => [method.toUpperCase(), path, status]),
        ),
      ),
    complaints(method, path, status, body, contentType = "application/json") {
      const template = templateOf(path);
      const operation = template && contract.paths[template][method.toLowerCase()];
      if (!operation) return [`${method} ${path} is not in the contract`];
      const found = operation.responses[String(status)] ?? operation.responses.default;
      if (!found) return [`${method} ${path}: the contract has no answer ${status}`];
      const content = resolve(found).content;
      if (!content) return body === undefined || body === null || body === "" ? [] : [`${method} ${path}: ${status} has no body in the contract`];
      const media = content[contentType.split(";")[0].trim()];
      if (!media) return [`${method} ${path}: ${status} is ${contentType}, the contract has ${Object.keys(content).join(", ")}`];
      if (!media.schema) return [];
      const check = validator(`${method} ${template} ${status in operation.responses ? status : "default"} ${contentType}`, media.schema);
      if (check(body)) return [];
      return check.errors.map((error) => {
        const more = error.params?.additionalProperty ? ` "${error.params.additionalProperty}"` : "";
        return `${method} ${path}: ${error.instancePath || "/"} ${error.message}${more}`;
      });
    },
  };
}
