/** A contract with its latest price, to make an example of. */
export interface ExampleMarket {
  readonly symbol: string;
  readonly last: number;
  readonly priceDecimals: number;
}

/** Where no price is known yet: a form to fill in, not a proposal. */
export const NO_MARKET: ExampleMarket = { symbol: 'XBTUSDTM', last: 100_000, priceDecimals: 1 };

const STOP_SHARE = 0.02;
const TARGET_SHARE = 0.04;

/** A long signal two per cent from its stop and four from its target, as a source outside tells it. */
export function exampleSignal({ symbol, last, priceDecimals }: ExampleMarket) {
  const price = (value: number): number => Number(value.toFixed(priceDecimals));
  return {
    symbol,
    timeframe: '1h',
    direction: 1,
    strength: 0.7,
    confidence: 0.6,
    price: price(last),
    stop: price(last * (1 - STOP_SHARE)),
    target: price(last * (1 + TARGET_SHARE)),
    reason: 'example',
  };
}

/** The whole address of a path; null in a window that no web server served. */
export function addressOf(origin: string, path: string): string | null {
  return /^https?:\/\//.test(origin) ? `${origin}${path}` : null;
}

/** What a secret is called where it is not shown. */
export const SECRET_PLACE = 'THE-SECRET-IT-WAS-MADE-WITH';

export const RECIPE_LANGUAGES = ['shell', 'python', 'node'] as const;
export type RecipeLanguage = (typeof RECIPE_LANGUAGES)[number];

/** What a signed request is made of. */
interface Recipe {
  readonly url: string;
  readonly secret: string;
  readonly body: string;
}

/** The text of a program or a command: the same in every language of the window. */
export const program = (parts: TemplateStringsArray, ...values: readonly string[]): string =>
  String.raw({ raw: parts }, ...values);

const shell = ({ url, secret, body }: Recipe): string => program`SECRET='${secret}'
URL='${url}'
BODY='${body}'
STAMP="$(date +%s)000"
NONCE="$(openssl rand -hex 16)"
MAC="$(printf '%s.%s.%s' "$STAMP" "$NONCE" "$BODY" | openssl dgst -sha256 -hmac "$SECRET" -r | cut -d ' ' -f 1)"
curl -sS "$URL" -d "$BODY" \\
  -H 'Content-Type: application/json' \\
  -H "X-Zmart-Timestamp: $STAMP" \\
  -H "X-Zmart-Nonce: $NONCE" \\
  -H "X-Zmart-Signature: sha256=$MAC"
`;

const python = ({ url, secret, body }: Recipe): string => program`import hashlib, hmac, secrets, time, urllib.request

SECRET = b'${secret}'
URL = '${url}'
body = b'${body}'
stamp = str(int(time.time() * 1000))
nonce = secrets.token_hex(16)
signed = f'{stamp}.{nonce}.'.encode() + body
mac = hmac.new(SECRET, signed, hashlib.sha256).hexdigest()
request = urllib.request.Request(URL, body, {
    'Content-Type': 'application/json',
    'X-Zmart-Timestamp': stamp,
    'X-Zmart-Nonce': nonce,
    'X-Zmart-Signature': f'sha256={mac}',
})
print(urllib.request.urlopen(request).read().decode())
`;

const node = ({ url, secret, body }: Recipe): string => program`import { createHmac, randomBytes } from 'node:crypto';

const secret = '${secret}';
const url = '${url}';
const body = '${body}';
const stamp = String(Date.now());
const nonce = randomBytes(16).toString('hex');
const mac = createHmac('sha256', secret).update(\`\${stamp}.\${nonce}.\${body}\`).digest('hex');
const answer = await fetch(url, {
  method: 'POST',
  body,
  headers: {
    'Content-Type': 'application/json',
    'X-Zmart-Timestamp': stamp,
    'X-Zmart-Nonce': nonce,
    'X-Zmart-Signature': \`sha256=\${mac}\`,
  },
});
console.log(\`\${answer.status} \${await answer.text()}\`);
`;

const RECIPES: Readonly<Record<RecipeLanguage, (recipe: Recipe) => string>> = { shell, python, node };

/** A program that signs a signal and sends it, to copy and run as it is. */
export function recipeText(language: RecipeLanguage, recipe: Recipe): string {
  // A quotation mark would end the quoted text of each of the languages; none of the parts has one.
  if (/['\\\n]/.test(recipe.url + recipe.secret + recipe.body)) throw new SyntaxError('A part cannot be quoted');
  return RECIPES[language](recipe);
}

/** The same signal as a row of a file, with its header. */
export function csvExample(market: ExampleMarket): string {
  const signal = exampleSignal(market);
  const fields = { ...signal, direction: 'long' };
  return `${Object.keys(fields).join(',')}\n${Object.values(fields).join(',')}\n`;
}

/** Where signals of REST sources are posted. */
export const REST_PATH = '/api/symbol-mgmt/signals';

/** A program that tells a signal of a REST source with the token of the host at an origin. */
export const restText = (origin: string, source: string, market: ExampleMarket): string =>
  program`curl -sS '${origin}${REST_PATH}' \\
  -H "Authorization: Bearer $(cat "$DATA_FOLDER/api-token")" \\
  -H 'Origin: ${origin}' \\
  -H 'Content-Type: application/json' \\
  -d '${JSON.stringify({ source, ...exampleSignal(market) })}'
`;
