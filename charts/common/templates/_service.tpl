{{/* The address of a process that listens. */}}
{{- define "common.service" }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ include "common.name" . }}
  labels:
    {{- include "common.labels" . | nindent 4 }}
spec:
  selector:
    {{- include "common.selector" . | nindent 4 }}
  ports:
    - { name: http, port: {{ .values.service.port }}, targetPort: http }
{{- end }}

{{/* How browsers reach a process. */}}
{{- define "common.ingress" }}
{{- $version := include "common.ingressVersion" .root }}
{{- $hasClass := include "common.since" (list .root "1.18") }}
{{- $global := .root.Values.global.ingress }}
{{- $annotations := .spec.ingress.annotations | default dict }}
{{- if and $global.className (not $hasClass) }}
{{- $annotations = merge (dict "kubernetes.io/ingress.class" $global.className) $annotations }}
{{- end }}
{{- $host := tpl (.spec.ingress.host | default .values.processes.ingress.host) .root }}
---
apiVersion: {{ $version }}
kind: Ingress
metadata:
  name: {{ include "common.name" . }}
  labels:
    {{- include "common.labels" . | nindent 4 }}
  {{- with $annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- if and $global.className $hasClass }}
  ingressClassName: {{ $global.className }}
  {{- end }}
  {{- with $global.tlsSecret }}
  tls:
    - { hosts: [{{ $host }}], secretName: {{ . }} }
  {{- end }}
  rules:
    - host: {{ $host }}
      http:
        paths:
          - path: {{ .spec.ingress.path }}
            {{- if $hasClass }}
            pathType: {{ .spec.ingress.pathType }}
            {{- end }}
            backend:
              {{- if eq $version "networking.k8s.io/v1" }}
              service: { name: {{ include "common.name" . }}, port: { name: http } }
              {{- else }}
              serviceName: {{ include "common.name" . }}
              servicePort: http
              {{- end }}
{{- end }}
