import type { IncomingMessage, ServerResponse } from 'node:http';
import { breathe } from '../../kit/flow/pace.ts';
import { performance } from '../../kit/flow/real-time.ts';
import {
  RequestEntityTooLargeException,
  type ServiceError,
  ServiceUnavailable,
} from '../../kit/service/errors.ts';
import type { Arrived } from './arrived.ts';
import type { BodyBudget } from './body-budget.ts';
import { createHeldBody, type HeldBody } from './held-body.ts';
import { isOperatorPath } from './operator-paths.ts';

/** A body up to this size is read before the caller is known, so that the API's errors come in AWS's order. */
const SMALL_BODY_BYTES = 16_384;
const EMPTY = Buffer.alloc(0);

/** A body that is arriving, or the rest of a refused one. */
export interface Arrival {
  since: number;
  receivedBytes: number;
  isRefused: boolean;
  socket: IncomingMessage['socket'];
  refuse(error: ServiceError): void;
}

/** What bodies are received with. */
export interface Reception {
  /** Refuses a request by its head. Rejects with the error of the API. Undefined if every head is accepted. */
  checkHead: ((head: IncomingMessage) => Promise<void>) | undefined;
  /** The address whose share a request uses. */
  addressOf(request: IncomingMessage): string;
  /** Whether the time of this turn of the event loop is spent, so that more is read in a later one. */
  isSpent(): boolean;
  /** Callers that are not known yet have a budget of their own, so that they cannot use up that of the others. */
  budgets: { known: BodyBudget; unknown: BodyBudget };
  arrivals: Set<Arrival>;
}

/** Called once, with the body or with why it is refused. */
export type Received = (error: Error | null, body?: Buffer) => void;

/** Whether the rest of the request's body is read and dropped, so that its connection stays open. */
export const isDropped = (request: Arrived): boolean => dropped.has(request);

const dropped = new WeakSet<Arrived>();

/** Reads the body of a request. */
export const receiveBody = (
  request: Arrived,
  response: ServerResponse,
  reception: Reception,
  done: Received,
): void => new Receiving(request, response, reception, done).begin();

/** A class, because a closure for each function of each body costs a read about a microsecond. */
class Receiving implements Arrival {
  since = performance.now();
  receivedBytes = 0;
  isRefused = false;
  readonly socket: Arrival['socket'];
  readonly #request: Arrived;
  readonly #response: ServerResponse;
  readonly #reception: Reception;
  readonly #done: Received;
  readonly #isOperators: boolean;
  readonly #declaredBytes: number | undefined;
  #isChecked: boolean;
  #isOver = false;
  /** Of a body that arrives in one chunk, as nearly all do. */
  #whole: Buffer | undefined = undefined;
  /** Of another one, from its first chunk on. */
  #held: HeldBody | undefined = undefined;

  constructor(request: Arrived, response: ServerResponse, reception: Reception, done: Received) {
    const { raw, routeOptions } = request;
    const declared = raw.headers['content-length'];
    this.socket = raw.socket;
    this.#request = request;
    this.#response = response;
    this.#reception = reception;
    this.#done = done;
    this.#isOperators = isOperatorPath(routeOptions.url);
    this.#declaredBytes = declared === undefined ? undefined : Number(declared);
    this.#isChecked = reception.checkHead === undefined || this.#isOperators;
  }

  begin(): void {
    const { raw, routeOptions } = this.#request;
    this.#reception.arrivals.add(this);
    raw
      .on('data', (chunk: Buffer) => this.#take(chunk))
      .on('end', () => this.#end(null, this.#whole ?? this.#held?.whole() ?? EMPTY))
      .on('error', (error: Error) => this.#end(Object.assign(error, { statusCode: 400 })));
    if (!this.#isLarge) return;
    if ((this.#declaredBytes ?? 0) > routeOptions.bodyLimit) this.refuse(tooLarge(routeOptions.bodyLimit));
    else if (!this.#isChecked) this.#check();
  }

  refuse(error: ServiceError): void {
    if (this.#isOver) return;
    const { raw } = this.#request;
    this.isRefused = true;
    this.since = performance.now();
    dropped.add(this.#request);
    this.#end(error);
    raw.once('close', () => this.#reception.arrivals.delete(this)).resume();
  }

  get #isLarge(): boolean {
    return this.#declaredBytes !== undefined && this.#declaredBytes > SMALL_BODY_BYTES;
  }

  #take(chunk: Buffer): void {
    if (this.#isOver) return;
    const { bodyLimit } = this.#request.routeOptions;
    this.receivedBytes += chunk.length;
    if (chunk.length === this.#declaredBytes) this.#whole = Buffer.from(chunk);
    else if (this.receivedBytes > bodyLimit) this.refuse(tooLarge(bodyLimit));
    else if (!(this.#held ?? this.#hold()).append(chunk)) this.refuse(tooMany());
    else if (!this.#isChecked && this.receivedBytes > SMALL_BODY_BYTES) this.#check();
    else if (this.receivedBytes !== this.#declaredBytes && this.#reception.isSpent()) this.#rest();
  }

  #hold(): HeldBody {
    const { budgets, addressOf } = this.#reception;
    const { raw, routeOptions } = this.#request;
    const budget = this.#isChecked || this.#isLarge ? budgets.known : budgets.unknown;
    const held = createHeldBody({
      first: this.#isOperators ? undefined : budget,
      addressOf: () => addressOf(raw),
      mostBytes: this.#declaredBytes ?? routeOptions.bodyLimit,
      onHeld: () => this.#response.once('close', held.release),
    });
    this.#held = held;
    return held;
  }

  #check(): void {
    const { checkHead, budgets } = this.#reception;
    const { raw } = this.#request;
    this.#isChecked = true;
    raw.pause();
    checkHead?.(raw).then(
      () => {
        if (this.#isOver) return;
        if (this.#held?.moveTo(budgets.known) === false) this.refuse(tooMany());
        else raw.resume();
      },
      (error) => this.refuse(error),
    );
  }

  /** One connection gives up to two megabytes in a turn of the event loop (libuv, `uv__read`), and there are many. */
  #rest(): void {
    const { raw } = this.#request;
    raw.pause();
    void breathe().then(() => {
      if (!this.#isOver) raw.resume();
    });
  }

  #end(error: Error | null, body?: Buffer): void {
    // An error after the end is that of a client which does not wait for the response.
    if (this.#isOver) return;
    this.#isOver = true;
    if (error) this.#held?.release();
    if (!this.isRefused) this.#reception.arrivals.delete(this);
    this.#done(error, body);
  }
}

const tooLarge = (limitBytes: number) =>
  RequestEntityTooLargeException(`The request body has more than ${limitBytes} bytes.`);
const tooMany = () =>
  ServiceUnavailable('The server is receiving too many large requests at once. Try again in a second.');
