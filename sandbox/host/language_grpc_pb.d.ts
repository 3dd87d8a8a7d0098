// The SDK ships this module without types.
declare module "@pulumi/pulumi/proto/language_grpc_pb.js" {
  import type grpc from "@grpc/grpc-js";
  const services: { readonly LanguageRuntimeService: grpc.ServiceDefinition };
  export default services;
}
