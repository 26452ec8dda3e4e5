package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// themeKey is where guard.js looks for the theme before the first paint.
const themeKey = "petri-theme"

// themeAction tells that another theme shows.
const themeAction = "theme"

// storedTheme is the theme that the address names, or that was chosen, or empty for
// what the system says.
func storedTheme() string {
	if theme := framed.kept.Get("theme"); theme != "" {
		return map[string]string{"light": "light", "dark": "dark"}[theme]
	}
	if v := app.Window().Get("localStorage").Call("getItem", themeKey); v.Truthy() {
		return v.String()
	}
	return ""
}

func storeTheme(theme string) {
	root := app.Window().Get("document").Get("documentElement").Get("dataset")
	store := app.Window().Get("localStorage")
	if theme == "" {
		root.Delete("theme")
		store.Call("removeItem", themeKey)
		return
	}
	root.Set("theme", theme)
	setItem(themeKey, theme)
}

// What the system says of colours.
const (
	systemDark   = "(prefers-color-scheme: dark)"
	systemForced = "(forced-colors: active)" // it has its own, whatever theme was chosen
)

func media(query string) app.Value { return app.Window().Call("matchMedia", query) }

// scheme is the theme that shows: "light" or "dark".
func scheme() string {
	if theme := storedTheme(); theme != "" && !media(systemForced).Get("matches").Truthy() {
		return theme
	}
	if media(systemDark).Get("matches").Truthy() {
		return "dark"
	}
	return "light"
}

// watchScheme calls f when the system changes its colours, until the function it
// returns is called.
func watchScheme(f func()) (unwatch func()) {
	queries := []app.Value{media(systemDark), media(systemForced)}
	changed := app.FuncOf(func(app.Value, []app.Value) any {
		f()
		return nil
	})
	for _, q := range queries {
		q.Call("addEventListener", "change", changed)
	}
	return func() {
		for _, q := range queries {
			q.Call("removeEventListener", "change", changed)
		}
		changed.Release()
	}
}
