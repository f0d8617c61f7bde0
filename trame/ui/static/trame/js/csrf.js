// The cookie is out of reach of scripts (HttpOnly): the token is read from the page.
export function csrfToken() {
  return document.querySelector('meta[name="csrf-token"]')?.content ?? "";
}
