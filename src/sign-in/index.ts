export { askToSignIn } from './ask-to-sign-in';
export { atProviderRoutes, CALLBACK_PATH } from './at-provider';
export { choosePersonRoutes, type PersonGroup, type Persons } from './choose-person';
export type { Cookie } from './cookie';
export { assertOwnOrigin } from './own-origin';
export { createProvider } from './provider';
export { refusalOfCaller } from './refusal-of-caller';
export { createSessionCookie, createSessions, type Sessions } from './sessions';
export { signOutRoutes } from './sign-out';
