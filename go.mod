module petri

go 1.26

require (
	github.com/hajimehoshi/ebiten/v2 v2.9.9
	github.com/maxence-charriere/go-app/v10 v10.1.11
	github.com/nlpodyssey/spago v1.1.0
	github.com/x448/float16 v0.8.4
	golang.org/x/image v0.31.0
	gonum.org/v1/gonum v0.17.0
)

require (
	github.com/ebitengine/gomobile v0.0.0-20250923094054-ea854a63cce1 // indirect
	github.com/ebitengine/hideconsole v1.0.0 // indirect
	github.com/ebitengine/purego v0.9.0 // indirect
	github.com/google/flatbuffers v23.5.26+incompatible // indirect
	github.com/google/uuid v1.6.0 // indirect
	github.com/jezek/xgb v1.1.1 // indirect
	golang.org/x/sync v0.17.0 // indirect
	golang.org/x/sys v0.36.0 // indirect
	golang.org/x/text v0.29.0 // indirect
)
