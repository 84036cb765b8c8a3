/** The types of phone numbers that there are. */
export const PHONE_TYPES = ['Work', 'Mobile', 'Home', 'Other'] as const;

/** One of somebody's phone numbers. */
export interface PhoneNumber {
  readonly type: (typeof PHONE_TYPES)[number];
  /** As people write it: `+1 425 555 0100`. */
  readonly number: string;
}

/** What the accounts file says of somebody for others to read, beside the name. What is not known is missing. */
export interface Profile {
  readonly title?: string;
  readonly department?: string;
  readonly company?: string;
  readonly office?: string;
  /** `https:`, or a path on the server of the page that shows it. */
  readonly avatarUrl?: string;
  readonly emails?: readonly string[];
  readonly phoneNumbers?: readonly PhoneNumber[];
}

/** Most characters of one line. */
const MAX_LENGTH = 200;
/** Most characters of an avatar's URL. */
const MAX_URL_LENGTH = 2000;
/** Most e-mail addresses, and most phone numbers. */
const MAX_ENTRIES = 10;

/** What can be read of each field; what cannot is complained of by the sentence. */
const FIELDS: { readonly [Name in keyof Profile]-?: readonly [readable: (value: unknown) => boolean, rule: string] } = {
  title: [isLine, `the title must be at most ${MAX_LENGTH} characters on one line`],
  department: [isLine, `the department must be at most ${MAX_LENGTH} characters on one line`],
  company: [isLine, `the company must be at most ${MAX_LENGTH} characters on one line`],
  office: [isLine, `the office must be at most ${MAX_LENGTH} characters on one line`],
  avatarUrl: [isAvatarUrl, 'the avatar must be an https: URL, or a path such as /avatars/alice.png'],
  emails: [isListOf(isEmail), `the e-mails must be at most ${MAX_ENTRIES} addresses such as alice@contoso.example`],
  phoneNumbers: [
    isListOf(isPhoneNumber),
    `the phone numbers must be at most ${MAX_ENTRIES}, each with a type (${PHONE_TYPES.join(', ')}) and a number such as +1 425 555 0100`,
  ],
};

/**
 * The profile in an object that may hold more. Empty fields are left out: they say nothing.
 * @throws {RangeError} For a field that cannot be one; the message says which, and the rule.
 */
export function readProfile(given: Readonly<Record<string, unknown>>): Profile {
  const profile: Record<string, unknown> = {};
  for (const [name, [readable, rule]] of Object.entries(FIELDS)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) continue;
    if (!readable(value)) throw new RangeError(rule);
    profile[name] = value;
  }
  return profile;
}

/** Whether it is a text of one line that is not too long. */
function isLine(value: unknown, maxLength = MAX_LENGTH): value is string {
  return typeof value === 'string' && value.length <= maxLength && !/[\p{Cc}\u2028\u2029]/u.test(value);
}

/** Nothing else is safe to be shown by every page: neither plain HTTP, nor scripts, nor data, nor somebody's password. */
function isAvatarUrl(value: unknown): boolean {
  if (!isLine(value, MAX_URL_LENGTH) || /[\s\\]/.test(value)) return false;
  if (value.startsWith('/')) return !value.startsWith('//');
  if (!/^https:\/\//i.test(value) || !URL.canParse(value)) return false;
  const { username, password } = new URL(value);
  return username === '' && password === '';
}

function isEmail(value: unknown): boolean {
  return isLine(value) && /^[^\s@<>"]+@[^\s@<>"]+$/.test(value);
}

function isPhoneNumber(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('type' in value && 'number' in value)) return false;
  const { type, number } = value;
  return (
    PHONE_TYPES.some(known => known === type) && isLine(number, 40) && /^\+?[\d ().x#*-]*\d[\d ().x#*-]*$/.test(number)
  );
}

function isListOf(fits: (value: unknown) => boolean): (value: unknown) => boolean {
  return value => Array.isArray(value) && value.length <= MAX_ENTRIES && value.every(one => fits(one));
}
