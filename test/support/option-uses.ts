/**
 * Which properties of the interfaces in src/ are read, and which are set, as TypeScript's own checker tells. Its API
 * is called unstable by TypeScript; package-lock.json keeps the version.
 */
import {
  type ElementAccessExpression,
  type Expression,
  type InterfaceDeclaration,
  isArrowFunction,
  isAwaitExpression,
  isBinaryExpression,
  isBindingElement,
  isCallExpression,
  isConditionalExpression,
  isElementAccessExpression,
  isExportDeclaration,
  isIdentifier,
  isInterfaceDeclaration,
  isNamedExports,
  isObjectBindingPattern,
  isObjectLiteralExpression,
  isParenthesizedExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isPropertySignatureDeclaration,
  isReturnStatement,
  isShorthandPropertyAssignment,
  isSpreadAssignment,
  isVariableDeclaration,
  type Node,
  type ObjectLiteralExpression,
  type SourceFile,
  SyntaxKind,
} from "typescript/unstable/ast";
import { API, type Checker, type Symbol, type Type } from "typescript/unstable/sync";

export interface OptionUse {
  readonly owner: string;
  /** `Interface.property`. */
  readonly name: string;
  readonly key: string;
  readonly among: ReadonlySet<string>;
  /** Exported by index.ts or vitest.ts, itself or as a base of such: callers set it. */
  readonly isPublic: boolean;
  isRead: boolean;
  /** One that must be there is. */
  isSet: boolean;
}

export function optionUses(root: string): readonly OptionUse[] {
  const api = new API({ cwd: root });
  try {
    const config = `${root}/tsconfig.json`;
    const [project] = api.updateSnapshot({ openProject: config }).getProjects();
    if (project === undefined) throw new Error(`TypeScript reads no ${config}`);
    const names = project.program.getSourceFileNames();
    const files = names
      .filter((name) => name.startsWith(`${root}/src/`))
      .map((name) => project.program.getSourceFile(name))
      .filter((file) => file !== undefined);
    return new Uses(files, project.checker).all();
  } finally {
    api.close();
  }
}

class Uses {
  readonly #checker: Checker;
  readonly #files: readonly SourceFile[];
  /** By the place of its declaration, which is the same whatever way a symbol was come by. */
  readonly #byPlace = new Map<string, OptionUse>();
  readonly #byKey = new Map<string, OptionUse[]>();

  constructor(files: readonly SourceFile[], checker: Checker) {
    this.#files = files;
    this.#checker = checker;
  }

  all(): readonly OptionUse[] {
    this.#declare();
    for (const file of this.#files) this.#visit(file);
    this.#readAccesses();
    this.#follow();
    this.#setByTheWider();
    return [...this.#byPlace.values()];
  }

  #declare(): void {
    const interfaces = this.#files.flatMap((file) =>
      file.statements.filter(isInterfaceDeclaration),
    );
    const published = publicNames(this.#files, interfaces);
    for (const one of interfaces) {
      const properties = one.members.filter(isPropertySignatureDeclaration);
      const among = new Set(
        this.#checker
          .getPropertiesOfType(this.#checker.getTypeAtLocation(one.name) as Type)
          .map(({ name }) => name),
      );
      for (const { name: key, postfixToken } of properties) {
        if (!isIdentifier(key)) continue;
        const use: OptionUse = {
          owner: one.name.text,
          name: `${one.name.text}.${key.text}`,
          key: key.text,
          among,
          isPublic: published.has(one.name.text),
          isRead: false,
          isSet: postfixToken?.kind !== SyntaxKind.QuestionToken,
        };
        for (const place of placesOf(this.#checker.getSymbolAtLocation(key)))
          this.#byPlace.set(place, use);
        this.#byKey.set(key.text, [...(this.#byKey.get(key.text) ?? []), use]);
      }
    }
  }

  readonly #accesses: Node[] = [];
  /** Values that are handed on as a whole: to a function, into another object, back to the caller. */
  readonly #handedOn: Expression[] = [];

  #visit(node: Node): void {
    if (isPropertyAccessExpression(node) && this.#byKey.has(node.name.text)) {
      if (isAssigned(node)) this.#mark(this.#checker.getSymbolAtLocation(node.name), "isSet");
      else this.#accesses.push(node.name);
    } else if (isElementAccessExpression(node)) {
      this.#readByKeys(node);
    } else if (isBindingElement(node) && isObjectBindingPattern(node.parent)) {
      const key = node.propertyName ?? node.name;
      const type = this.#checker.getTypeAtLocation(node.parent);
      if (type !== undefined && key !== undefined && isIdentifier(key))
        this.#markIn(type, key.text, "isRead");
    } else if (isObjectLiteralExpression(node)) {
      this.#setBy(node);
    }
    if (isHandedOn(node)) this.#handedOn.push(node);
    node.forEachChild((child) => this.#visit(child));
  }

  /** All at once: each question by itself goes to another process and back. */
  #readAccesses(): void {
    for (const symbol of this.#checker.getSymbolAtLocation(this.#accesses))
      this.#mark(symbol, "isRead");
  }

  /** `wish[key]`, where the type of `key` says which keys it may be. */
  #readByKeys(node: ElementAccessExpression): void {
    const { expression, argumentExpression: argument } = node;
    const type = argument === undefined ? undefined : this.#checker.getTypeAtLocation(argument);
    const types = type?.isUnionType() === true ? type.getTypes() : [type];
    const owner = this.#checker.getTypeAtLocation(expression);
    for (const one of types)
      if (one?.isStringLiteralType() === true && this.#byKey.has(one.value) && owner !== undefined)
        this.#markIn(owner, one.value, "isRead");
  }

  /** What is handed on as another type is read and set as that: `a.x` is read where `b.x` is, `b.x` set where `a.x` is. */
  #follow(): void {
    const links: (readonly [from: Symbol, to: Symbol])[] = [];
    const types = this.#checker.getTypeAtLocation(this.#handedOn);
    for (const [at, node] of this.#handedOn.entries()) {
      const given = this.#objectOf(types[at]);
      if (given === undefined || !this.#hasOption(given)) continue;
      const wanted = this.#objectOf(this.#wantedOf(node));
      if (wanted === undefined || wanted.id === given.id) continue;
      for (const to of this.#propertiesOf(wanted)) {
        const from = this.#propertiesOf(given).find(({ name }) => name === to.name);
        if (from !== undefined) links.push([from, to]);
      }
    }
    for (let isGoing = true; isGoing;) {
      isGoing = false;
      for (const [from, to] of links) {
        const isRead = this.#usesOf(to).every((use) => use.isRead);
        const isSet = this.#usesOf(from).every((use) => use.isSet || use.isPublic);
        for (const use of isRead ? this.#usesOf(from) : [])
          if (!use.isRead) isGoing = use.isRead = true;
        for (const use of isSet ? this.#usesOf(to) : []) if (!use.isSet) isGoing = use.isSet = true;
      }
    }
  }

  /** An interface that has all keys of another may become it within a map, or by a function, where `#follow` sees neither. */
  #setByTheWider(): void {
    for (const uses of this.#byKey.values())
      for (const use of uses.filter(({ isSet }) => !isSet))
        use.isSet = uses.some(
          (other) =>
            other !== use && other.isSet && [...use.among].every((key) => other.among.has(key)),
        );
  }

  readonly #properties = new Map<number, readonly Symbol[]>();

  #propertiesOf(type: Type): readonly Symbol[] {
    let properties = this.#properties.get(type.id);
    if (properties === undefined) {
      properties = this.#checker
        .getPropertiesOfType(type)
        .filter(({ name }) => this.#byKey.has(name));
      this.#properties.set(type.id, properties);
    }
    return properties;
  }

  #setBy(literal: ObjectLiteralExpression): void {
    const keys = keysOf(literal).filter((key) => this.#byKey.has(key));
    if (keys.length === 0) return;
    const wanted = this.#wantedOf(literal);
    for (const key of keys) {
      const isKnown = wanted !== undefined && this.#markIn(wanted, key, "isSet");
      if (!isKnown) this.#setByWhatItLooksLike(literal, key);
    }
  }

  /** What nothing says the type of may become any interface that has all of its keys. */
  #setByWhatItLooksLike(literal: ObjectLiteralExpression, key: string): void {
    const keys = keysOf(literal);
    for (const use of this.#byKey.get(key) ?? [])
      if (keys.every((one) => use.among.has(one))) use.isSet = true;
  }

  /** What a literal is to become. A part that is spread into another is of that other's type. */
  #wantedOf(node: Expression): Type | undefined {
    const whole = spreadInto(node);
    return whole === undefined ? this.#checker.getContextualType(node) : this.#wantedOf(whole);
  }

  #objectOf(type: Type | undefined): Type | undefined {
    if (type === undefined) return undefined;
    const whole = this.#checker.getNonNullableType(type);
    return whole?.isObjectType() === true ? whole : undefined;
  }

  #hasOption(type: Type): boolean {
    return this.#propertiesOf(type).length > 0;
  }

  #usesOf(symbol: Symbol): readonly OptionUse[] {
    return placesOf(symbol).flatMap((place) => this.#byPlace.get(place) ?? []);
  }

  #markIn(type: Type, key: string, what: "isRead" | "isSet"): boolean {
    const property = this.#checker.getPropertyOfType(
      this.#checker.getNonNullableType(type) ?? type,
      key,
    );
    this.#mark(property, what);
    return property !== undefined;
  }

  #mark(symbol: Symbol | undefined, what: "isRead" | "isSet"): void {
    for (const place of placesOf(symbol)) {
      const use = this.#byPlace.get(place);
      if (use !== undefined) use[what] = true;
    }
  }
}

function placesOf(symbol: Symbol | undefined): string[] {
  return (symbol?.declarations ?? []).map(({ path, index }) => `${path}:${index}`);
}

function keysOf(literal: ObjectLiteralExpression): string[] {
  return literal.properties.flatMap((one) =>
    !isSpreadAssignment(one) && isIdentifier(one.name) ? [one.name.text] : [],
  );
}

function isHandedOn(node: Node): node is Expression {
  const isValue =
    isIdentifier(node) ||
    isPropertyAccessExpression(node) ||
    isCallExpression(node) ||
    isAwaitExpression(node);
  if (!isValue) return false;
  const { parent } = node;
  return (
    (isCallExpression(parent) && parent.expression !== node) ||
    (isPropertyAssignment(parent) && parent.initializer === node) ||
    (isVariableDeclaration(parent) && parent.initializer === node && parent.type !== undefined) ||
    (isArrowFunction(parent) && parent.body === node) ||
    isSpreadAssignment(parent) ||
    isShorthandPropertyAssignment(parent) ||
    isReturnStatement(parent)
  );
}

function isAssigned(node: Node): boolean {
  const { parent } = node;
  return (
    isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind === SyntaxKind.EqualsToken
  );
}

/** `{ …(a === undefined ? {} : { a }) }`, `{ ...defined({ a }) }` and the like: the literal around the spread. */
function spreadInto(literal: Node): ObjectLiteralExpression | undefined {
  let node = literal;
  while (
    isParenthesizedExpression(node.parent) ||
    isConditionalExpression(node.parent) ||
    isBinaryExpression(node.parent) ||
    isCallExpression(node.parent)
  )
    node = node.parent;
  const { parent } = node;
  return isSpreadAssignment(parent) && isObjectLiteralExpression(parent.parent)
    ? parent.parent
    : undefined;
}

function publicNames(
  files: readonly SourceFile[],
  interfaces: readonly InterfaceDeclaration[],
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const file of files.filter(({ fileName }) => /\/src\/(?:index|vitest)\.ts$/.test(fileName)))
    for (const { exportClause } of file.statements.filter(isExportDeclaration))
      if (exportClause !== undefined && isNamedExports(exportClause))
        for (const { name } of exportClause.elements) names.add(name.text);
  const bases = (one: InterfaceDeclaration): string[] =>
    (one.heritageClauses ?? []).flatMap(({ types }) =>
      types.flatMap(({ expression }) => (isIdentifier(expression) ? [expression.text] : [])),
    );
  for (let size = -1; size !== names.size;) {
    size = names.size;
    for (const one of interfaces.filter((each) => names.has(each.name.text)))
      for (const base of bases(one)) names.add(base);
  }
  return names;
}
