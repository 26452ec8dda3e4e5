package main

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"petri/web/ui"
)

func main() {
	ui.Routes()
	app.RunWhenOnBrowser()
}
