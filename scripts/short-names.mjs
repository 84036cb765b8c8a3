// One table of short property names for all files of a build, so that they agree however the modules are divided.

import { walk } from './minify-templates.mjs';

const LETTERS = [...'etnsiraoclduhmpfgvbyxkwqzjETNSIRAOCLDUHMPFGVBYXKWQZJ_$'];
/** One letter, then two. */
const SHORT_WORDS = [...LETTERS, ...LETTERS.flatMap(first => LETTERS.map(second => first + second))];

/** The names of properties in a module: of members of objects and classes, and of what is looked into. */
function propertyNames(program) {
  const names = [];
  walk(program, ({ type, computed, property, key }) => {
    const name = type === 'MemberExpression' ? property : key;
    if (name && !computed) names.push(name.name ?? name.value);
  });
  return names.filter(name => typeof name === 'string');
}

/**
 * A short name for each of `names` that is in the modules: the shorter, the more often it is there. None of them is the name
 * of a property that stays.
 * @param names - Texts, or regular expressions for whole names.
 * @param programs - The modules' ESTrees.
 */
export function shortNames(names, programs) {
  const wanted = new RegExp(`^(?:${names.join('|')})$`);
  const counts = new Map();
  for (const name of programs.flatMap(propertyNames)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const long = [...counts].filter(([name]) => wanted.test(name));
  const free = SHORT_WORDS.filter(word => !counts.has(word)).values();
  return new Map(long.map(([name]) => [name, free.next().value]));
}
