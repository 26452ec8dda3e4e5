package ui

import "github.com/maxence-charriere/go-app/v10/pkg/app"

// themeKey is where guard.js looks for the theme before the first paint.
const themeKey = "petri-theme"

// storedTheme is the theme that was chosen, or empty for what the system says.
func storedTheme() string {
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
	store.Call("setItem", themeKey, theme)
}

// scheme is the theme that shows: "light" or "dark".
func scheme() string {
	if theme := storedTheme(); theme != "" {
		return theme
	}
	if app.Window().Call("matchMedia", "(prefers-color-scheme: dark)").Get("matches").Truthy() {
		return "dark"
	}
	return "light"
}
